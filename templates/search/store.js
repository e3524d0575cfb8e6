/* 索引的文件：取来、解压、读出。每个文件只取一次。 */

/* 索引在脚本旁边；别的网站的，写在脚本的地址里：engine.js?index=…，见 together.js。 */
const ELSEWHERE = new URL(import.meta.url).searchParams.get("index");
const ROOT = new URL(ELSEWHERE || "./", import.meta.url);
const fetched = new Map();

/* 本站的总目常常已经在取：见 assets/script.js。 */
function early(path, fresh) {
  const waiting = fresh && !ELSEWHERE ? globalThis.searchDirectory : null;
  if (waiting) globalThis.searchDirectory = null;
  return waiting || fetch(new URL(path, ROOT), fresh ? { cache: "no-cache" } : {});
}

async function load(path, fresh) {
  const answer = await early(path, fresh);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const plain = answer.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/* 已经在取的。 */
export const isAsked = (path) => fetched.has(path);

/* 一个文件的内容，读法是 read；没取成的下次再取。 */
export function once(path, read, fresh = false) {
  if (!fetched.has(path)) {
    const content = load(path, fresh).then(read);
    content.catch(() => fetched.delete(path));
    fetched.set(path, content);
  }
  return fetched.get(path);
}

export const plainText = (bytes) => new TextDecoder().decode(bytes);
const json = (bytes) => JSON.parse(plainText(bytes));

export const wordsFile = (path) => once(path, plainText);
export const records = (path) => once(path, json);
/* 按国标编码存的，比 UTF-8 小三分之一。 */
export const gb18030 = (path) => once(path, (bytes) => new TextDecoder("gb18030").decode(bytes));
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

/* 索引的写法，与 directory.py 的 FORMAT 相同；写法不同的读了会错。 */
const FORMAT = 1;
export const OTHER_SHAPE = "other shape";

function ofOurShape(directory) {
  if (directory.format !== FORMAT) throw new Error(OTHER_SHAPE);
  return directory;
}
