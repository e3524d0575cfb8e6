/* 索引的文件：取来、解压、读出。每个文件只取一次。 */

/* 索引在脚本旁边；别的网站的，写在脚本的地址里：engine.js?index=…，见 together.js。 */
const ELSEWHERE = new URL(import.meta.url).searchParams.get("index");
const ROOT = new URL(ELSEWHERE || "./", import.meta.url);
/** @type {Map<string, Promise<any>>} 各个文件读出什么，各按各的读法 */
const fetched = new Map();

/* 本站的总目常常已经在取：见 assets/script.js。 */
/** @type {(path: string, fresh: boolean) => Promise<Response>} */
function early(path, fresh) {
  const waiting = fresh && !ELSEWHERE ? globalThis.searchDirectory : null;
  if (waiting) globalThis.searchDirectory = null;
  return waiting || fetch(new URL(path, ROOT), fresh ? { cache: "no-cache" } : {});
}

/** @type {(path: string, fresh: boolean) => Promise<Uint8Array>} */
async function load(path, fresh) {
  const answer = await early(path, fresh);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const plain = answer.body?.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/* 已经在取的。 */
/** @type {(path: string) => boolean} */
export const isAsked = (path) => fetched.has(path);

/* 一个文件的内容，读法是 read；没取成的下次再取。 */
/** @type {<T>(path: string, read: (bytes: Uint8Array) => T, fresh?: boolean) => Promise<T>} */
export function once(path, read, fresh = false) {
  const known = fetched.get(path);
  if (known) return known;
  const content = load(path, fresh).then(read);
  content.catch(() => fetched.delete(path));
  fetched.set(path, content);
  return content;
}

/** @type {(bytes: Uint8Array) => string} */
export const plainText = (bytes) => new TextDecoder().decode(bytes);
/** @type {(bytes: Uint8Array) => any} 里面是什么，由取的说 */
const json = (bytes) => JSON.parse(plainText(bytes));

/** @type {(path: string) => Promise<string>} */
export const wordsFile = (path) => once(path, plainText);
/** @type {(path: string) => Promise<Names>} */
export const records = (path) => once(path, json);
/* 按国标编码存的，比 UTF-8 小三分之一。 */
/** @type {(path: string) => Promise<string>} */
export const gb18030 = (path) => once(path, (bytes) => new TextDecoder("gb18030").decode(bytes));
/* 各页的文字按国标编码存，比 UTF-8 小七分之一。 */
/** @type {(path: string) => Promise<PageText[]>} */
const packs = (path) => once(path, (bytes) => JSON.parse(new TextDecoder("gb18030").decode(bytes)));

/* 总目：各页的情况、各部分的位置。文件名里没有内容的散列，所以每次都要问一声有没有变。 */
/** @type {() => Promise<SearchIndex>} */
export const directory = () => once("index.bin", (bytes) => unfold(ofOurShape(json(bytes))), true);

/** @type {(written: WrittenDirectory) => SearchIndex} */
function unfold(written) {
  const { pages, undated, common } = written;
  const issues = issuesOf(written.issues);
  let day = 0,
    first = 0;
  const parts = written.parts.map((part) => {
    first += part.pages;
    return withBlocks(part, first - part.pages, pages.blocks);
  });
  return {
    ...written,
    ...textPlaces(pages, issues, written.issues[0] || []),
    issues,
    parts,
    undated: new Set(undated),
    count: pages.kind.length,
    blocks: parts.reduce((sum, part) => sum + part.blocks, 0),
    rarity: rarityOf(common.match(/../gsu) || []),
    dates: pages.date.map((step) => (day += step)),
  };
}

/* 不在其中的字对，算作最少见的，是 1。 */
/** @type {(pairs: string[]) => Map<string, number>} */
const rarityOf = (pairs) => new Map(pairs.map((pair, rank) => [pair, Math.sqrt(rank / pairs.length)]));

/* 各页的文字在哪个文件里，各页是哪一期的，各期从哪一页起。 */
/** @type {(pages: PageColumns, issues: Issue[], ids: string[]) => Pick<SearchIndex, "packs" | "issueOf" | "firstOf">} */
function textPlaces(pages, issues, ids) {
  /** @type {string[]} */
  const packs = [];
  const issueOf = new Uint16Array(pages.kind.length);
  const firstOf = new Map();
  issues.forEach(([folder, size], issue) => {
    firstOf.set(ids[issue], packs.length);
    for (let pack = -1, end = packs.length + size; packs.length < end; ) {
      pack += pages.open[packs.length];
      issueOf[packs.length] = issue;
      packs.push(`text/${folder}/${pack}.bin`);
    }
  });
  return { packs, issueOf, firstOf };
}

/* 一部分从哪一页起，各页从哪一块起，各块是哪一页的。 */
/** @type {(part: WrittenPart, first: PageNumber, blocks: number[]) => Part} */
function withBlocks(part, first, blocks) {
  const starts = new Uint32Array(part.pages + 1);
  const pageOf = new Uint32Array(part.blocks);
  for (let n = 0; n < part.pages; n += 1) {
    starts[n + 1] = starts[n] + blocks[first + n];
    pageOf.fill(first + n, starts[n], starts[n + 1]);
  }
  return { ...part, first, starts, pageOf };
}

/** @type {Set<string>} */
let ordinary;

/* 话里会不会有繁体字：国标一二级字库里没有的字，或字库里有而也是繁体的。都没有，就不必取繁简对照表。 */
/** @type {(directory: SearchIndex, query: string) => boolean} */
export function maybeTraditional(directory, query) {
  if (!ordinary) {
    /** @type {number[]} */
    const bytes = [];
    for (let row = 0xb0; row < 0xf8; row += 1) for (let cell = 0xa1; cell < 0xff; cell += 1) bytes.push(row, cell);
    ordinary = new Set(new TextDecoder("gb2312").decode(new Uint8Array(bytes)));
    for (const sign of directory.unsure) ordinary.delete(sign);
  }
  return [...query].some((sign) => /[\p{L}\p{So}]/u.test(sign) && sign > "\u2e7f" && !ordinary.has(sign));
}

/* 各期；由期次就能知道的名称、地址没有写。 */
/** @type {(columns: IssueColumns) => Issue[]} */
function issuesOf([ids = [], hashes = [], sizes = [], names = [], steps = [], urls = [], more = []]) {
  let cumulative = 0;
  return ids.map((id, n) => {
    const [year, number] = id.split("-");
    cumulative += steps[n];
    const name = names[n] || `${year}年第${number.replace(/^0+/, "")}期`;
    return [`${id}-${hashes[n]}`, sizes[n], name, cumulative, urls[n] || `/issues/${id}/`, more[n]];
  });
}

/* 一页的文字；同一包里的页一起取来。状态会因别的文件而变，只记在总目里。 */
/** @type {(directory: SearchIndex, page: PageNumber) => Promise<PageText>} */
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

/** @type {(directory: WrittenDirectory) => WrittenDirectory} */
function ofOurShape(directory) {
  if (directory.format !== FORMAT) throw new Error(OTHER_SHAPE);
  return directory;
}
