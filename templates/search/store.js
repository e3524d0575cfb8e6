/* 索引的文件：取来、解压、读出。每个文件只取一次。 */

/* 索引在脚本旁边；别的网站的，写在脚本的地址里：engine.js?index=…，见 together.js。 */
const ROOT = new URL(new URL(import.meta.url).searchParams.get("index") || "./", import.meta.url);
const fetched = new Map();

async function load(path, fresh) {
  const answer = await fetch(new URL(path, ROOT), fresh ? { cache: "no-cache" } : {});
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const plain = answer.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/* 一个文件的内容，读法是 read；没取成的下次再取。 */
function once(path, read, fresh = false) {
  if (!fetched.has(path)) {
    const content = load(path, fresh).then(read);
    content.catch(() => fetched.delete(path));
    fetched.set(path, content);
  }
  return fetched.get(path);
}

const text = (bytes) => new TextDecoder().decode(bytes);
const json = (bytes) => JSON.parse(text(bytes));

export const wordsFile = (path) => once(path, text);
export const records = (path) => once(path, json);
/* 各页的文字按国标编码存，比 UTF-8 小七分之一。 */
const packs = (path) => once(path, (bytes) => JSON.parse(new TextDecoder("gb18030").decode(bytes)));

/* 总目：各页的情况、各部分的位置。文件名里没有内容的散列，所以每次都要问一声有没有变。 */
export const directory = () => once("index.bin", (bytes) => unfold(ofOurShape(json(bytes))), true);

function unfold(directory) {
  const { pages } = directory;
  const common = directory.common.match(/../gsu) || [];
  directory.rarity = new Map(common.map((pair, rank) => [pair, Math.sqrt(rank / common.length)]));
  let day = 0,
    page = 0;
  directory.count = pages.kind.length;
  directory.dates = pages.date.map((step) => (day += step));
  directory.packs = new Array(directory.count);
  directory.issueOf = new Uint16Array(directory.count);
  directory.issues.forEach(([folder, size], issue) => {
    for (let pack = -1, end = page + size; page < end; page += 1) {
      pack += pages.open[page];
      directory.packs[page] = `text/${folder}/${pack}.bin`;
      directory.issueOf[page] = issue;
    }
  });
  let first = 0;
  for (const part of directory.parts) {
    part.first = first;
    part.starts = new Uint32Array(part.pages + 1);
    part.pageOf = new Uint32Array(part.blocks);
    for (let n = 0; n < part.pages; n += 1) {
      part.starts[n + 1] = part.starts[n] + pages.blocks[first + n];
      part.pageOf.fill(first + n, part.starts[n], part.starts[n + 1]);
    }
    first += part.pages;
  }
  return directory;
}

/* 一页的文字；同一包里的页一起取来。 */
export async function pageText(directory, page) {
  const path = directory.packs[page];
  let first = page;
  while (first > 0 && directory.packs[first - 1] === path) first -= 1;
  return (await packs(path))[page - first];
}

/* 一块里有没有一个字串、它前后是哪些字，都是位：每边两个字，按编码分类，只记类。 */
export const HERE = 1;
const SIDE = 8,
  ANYTHING = 0xffff;
const side = (near, far) => (near ? 1 << (near.codePointAt(0) % 5) : 0) | (far ? 32 << (far.codePointAt(0) % 3) : 0);

/* 前面依次是 before、后面依次是 after 的字串，一块里须有的位；没有的字不管。 */
export const around = (before, after) =>
  HERE | (side(before[1], before[0]) << 1) | (side(after[0], after[1]) << (1 + SIDE));

/* 一个字串在一部分里的位置：{blocks, often}，每块一个数；没有的是 null。 */
export async function postings(part, gram) {
  const number = shardOf(gram, part.count);
  const hash = part.hashes.slice(number * 6, number * 6 + 6);
  const shard = await once(`${part.name}/${number.toString(16)}-${hash}.bin`, readShard);
  const bytes = shard.get(gram);
  if (!bytes) return null;
  const reader = new Reader(bytes);
  const blocks = list(reader, part.blocks),
    often = list(reader, part.blocks);
  return { blocks: withNeighbours(blocks, reader), often };
}

export function shardOf(gram, count) {
  let value = 2166136261;
  for (const sign of gram) value = Math.imul(value ^ sign.codePointAt(0), 16777619) >>> 0;
  return (value ^ (value >>> 15)) & (count - 1);
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  number() {
    let value = 0,
      shift = 0,
      byte;
    do {
      byte = this.bytes[this.at];
      this.at += 1;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  }

  take(size) {
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  left() {
    return this.bytes.length - this.at;
  }
}

function readShard(bytes) {
  const reader = new Reader(bytes),
    names = [],
    sizes = [];
  for (let count = reader.number(); count > 0; count -= 1) {
    names.push(text(reader.take(reader.number())));
    sizes.push(reader.number());
  }
  return new Map(names.map((name, n) => [name, reader.take(sizes[n])]));
}

function list(reader, blocks) {
  const head = reader.number();
  const bytes = reader.take(head >> 1),
    marks = new Uint8Array(blocks);
  if (head & 1) {
    for (let block = 0; block < blocks; block += 1) marks[block] = (bytes[block >> 3] >> (block & 7)) & 1;
    return marks;
  }
  const steps = new Reader(bytes);
  let block = -1;
  while (steps.at < bytes.length) {
    block += steps.number();
    marks[block] = 1;
  }
  return marks;
}

/* 没有记下前后的，前后什么字都可能。 */
function withNeighbours(blocks, reader) {
  const size = reader.left() / 2,
    signs = reader.take(size * 2);
  const all = new Uint32Array(blocks.length);
  for (let block = 0, n = 0; block < blocks.length; block += 1) {
    if (!blocks[block]) continue;
    all[block] = HERE | ((size ? signs[n] | (signs[size + n] << SIDE) : ANYTHING) << 1);
    n += 1;
  }
  return all;
}

/* 索引的写法，与 directory.py 的 FORMAT 相同；写法不同的读了会错。 */
const FORMAT = 1;
export const OTHER_SHAPE = "other shape";

function ofOurShape(directory) {
  if (directory.format !== FORMAT) throw new Error(OTHER_SHAPE);
  return directory;
}
