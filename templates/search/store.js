/* 索引的文件：取来、解压、读出。每个文件只取一次。 */

const ROOT = new URL("./", import.meta.url);
const fetched = new Map();

/* 总目常常已经在取：见 assets/script.js。 */
function early(path, fresh) {
  const waiting = fresh ? globalThis.searchDirectory : null;
  if (fresh) globalThis.searchDirectory = null;
  return waiting || fetch(new URL(path, ROOT), fresh ? { cache: "no-cache" } : {});
}

async function load(path, fresh) {
  const answer = await early(path, fresh);
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
/* 按国标编码存的，比 UTF-8 小三分之一。 */
export const gb18030 = (path) => once(path, (bytes) => new TextDecoder("gb18030").decode(bytes));
/* 各页的文字按国标编码存，比 UTF-8 小七分之一。 */
const packs = (path) => once(path, (bytes) => JSON.parse(new TextDecoder("gb18030").decode(bytes)));

/* 总目：各页的情况、各部分的位置。文件名里没有内容的散列，所以每次都要问一声有没有变。 */
export const directory = () => once("index.bin", (bytes) => unfold(json(bytes)), true);

function unfold(directory) {
  const { pages } = directory;
  const common = directory.common.match(/../gsu) || [];
  directory.rarity = new Map(common.map((pair, rank) => [pair, Math.sqrt(rank / common.length)]));
  let day = 0,
    page = 0;
  directory.count = pages.kind.length;
  directory.undated = new Set(directory.undated);
  directory.dates = pages.date.map((step) => (day += step));
  directory.packs = new Array(directory.count);
  directory.issueOf = new Uint16Array(directory.count);
  directory.firstOf = new Map();
  const ids = directory.issues[0] || [];
  directory.issues = issuesOf(directory.issues);
  directory.issues.forEach(([folder, size], issue) => {
    directory.firstOf.set(ids[issue], page);
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
  directory.blocks = directory.parts.reduce((sum, part) => sum + part.blocks, 0);
  return directory;
}

let ordinary;

/* 话里会不会有繁体字：国标一二级字库里没有的字，或字库里有而也是繁体的。都没有，就不必取繁简对照表。 */
export function maybeTraditional(directory, query) {
  if (!ordinary) {
    const bytes = [];
    for (let row = 0xb0; row < 0xf8; row += 1) for (let cell = 0xa1; cell < 0xff; cell += 1) bytes.push(row, cell);
    ordinary = new Set(new TextDecoder("gb2312").decode(new Uint8Array(bytes)));
    for (const sign of directory.unsure) ordinary.delete(sign);
  }
  return [...query].some((sign) => /[\p{L}\p{So}]/u.test(sign) && sign > "\u2e7f" && !ordinary.has(sign));
}

/* 各期：[文字的目录, 页数, 名称, 总期号, 地址, 合刊另有几个总期号]；由期次就能知道的名称、地址没有写。 */
function issuesOf([ids = [], hashes, sizes, names, steps, urls, more]) {
  let cumulative = 0;
  return ids.map((id, n) => {
    const [year, number] = id.split("-");
    cumulative += steps[n];
    const name = names[n] || `${year}年第${number.replace(/^0+/, "")}期`;
    return [`${id}-${hashes[n]}`, sizes[n], name, cumulative, urls[n] || `/issues/${id}/`, more[n]];
  });
}

/* 一页的文字；同一包里的页一起取来。状态会因别的文件而变，只记在总目里。 */
export async function pageText(directory, page) {
  const path = directory.packs[page];
  let first = page;
  while (first > 0 && directory.packs[first - 1] === path) first -= 1;
  const found = (await packs(path))[page - first];
  found.standing = directory.standings[directory.pages.standing[page]];
  return found;
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
  const shard = await once(shardFile(part, gram), readShard);
  const found = shard.get(gram);
  if (!found) return null;
  const blocks = list(found.list, part.blocks);
  return { blocks: withNeighbours(blocks, found), often: list(found.often, part.blocks) };
}

/* 一个字串在一部分的哪个文件里。 */
export function shardFile(part, gram) {
  const number = shardOf(gram, part.count);
  return `${part.name}/${number.toString(16)}-${part.hashes.slice(number * 6, number * 6 + 6)}.bin`;
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
}

/* 一列一列：名字、三列大小、各个字串的块、常见的块、前面的字、后面的字。 */
function readShard(bytes) {
  const reader = new Reader(bytes);
  const names = text(reader.take(reader.number())).split("\n").slice(0, -1);
  const sizes = [0, 1, 2].map(() => names.map(() => reader.number()));
  const column = (row) => row.map((size) => reader.take(size));
  const [lists, often, before, after] = [sizes[0], sizes[1], sizes[2], sizes[2]].map(column);
  return new Map(
    names.map((name, n) => [name, { list: lists[n], often: often[n], before: before[n], after: after[n] }]),
  );
}

function list(bytes, blocks) {
  const marks = new Uint8Array(blocks),
    steps = new Reader(bytes);
  for (let block = -1; steps.at < bytes.length; ) {
    block += steps.number();
    marks[block] = 1;
  }
  return marks;
}

/* 没有记下前后的，前后什么字都可能。 */
function withNeighbours(blocks, { before, after }) {
  const all = new Uint32Array(blocks.length);
  for (let block = 0, n = 0; block < blocks.length; block += 1) {
    if (!blocks[block]) continue;
    all[block] = HERE | ((before.length ? before[n] | (after[n] << SIDE) : ANYTHING) << 1);
    n += 1;
  }
  return all;
}
