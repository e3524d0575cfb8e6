/* 搜索引擎，不带页面：search(要查的话, {filters, limit}) 得到 {exact, related, total}。用法见 README。 */
import { alternatives, fold, foldWithPlaces, learn, parse } from "./fold.js";
import { abbreviates, codeDistance, numberOf } from "./numbers.js";
import { stateOn, today } from "./standing.js";
import { around, directory, HERE, maybeTraditional, pageText, postings, records, wordsFile } from "./store.js";

const THOROUGH_GRAMS = 8;
export const LITTLE = 3;
const FIRST = 10000,
  FAR = 3,
  RARE = 4,
  FEW = 10,
  SENTENCE = 6,
  AT_ONCE = 24;
const GROUPS = ["document", "attachment", "chronicle"];
export const DIMENSIONS = ["group", "year", "section", "kind", "issuer", "standing"];

/* 完全写有这些话的网页，先后按相关程度；limit 是 Infinity 时逐页核对，一件不漏。 */
/**
 * @param {string} query
 * @param {{filters?: Record<string, any>, limit?: number, sort?: string, related?: boolean}} [options]
 */
export async function search(query, { filters = {}, limit = 10, sort = "relevance", related } = {}) {
  const asked = await open(query, { filters, sort, thorough: limit === Infinity });
  const exact = await take(asked, asked.pages, limit);
  if (limit === Infinity) await take(asked, [...asked.scores.keys()], limit);
  asked.recount();
  const wanted = related ?? !isEnough(asked, exact);
  const more =
    wanted && asked.words.length ? await relatedTo(asked, exact, { filters, similar: Boolean(related) }) : [];
  return {
    exact,
    related: more,
    total: asked.total(),
    certain: asked.certain(),
    facets: asked.facets,
    numbers: asked.numbers,
  };
}

/* 查到的够不够：有几件，或者问的就是这一件——字号、引号里的、整个的标题。 */
export const isEnough = (asked, hits) =>
  hits.length >= LITTLE ||
  (hits.length > 0 && (asked.quoted || Boolean(asked.numbers?.rows.length) || hits.some((hit) => isTitle(asked, hit))));

const isTitle = ({ words }, { title }) => words.length === 1 && fold(title) === words[0].text;

/* 意思相近的：同义词、字句相近的；similar 时还问 Pagefind。 */
export async function relatedTo(asked, exact, { filters = {}, limit = 10, similar = true } = {}) {
  try {
    const { findRelated } = await import("./related.js");
    return await findRelated(asked, exact, { filters, limit, similar });
  } catch {
    return [];
  }
}

/* 查找，一件也没有时放宽再查：话里有数的不计小数点（“增长56”也许是“增长5.6%”），有顿号、逗号、“或”的隔开查。 */
export async function open(query, options = {}) {
  const asked = await prepare(query, options);
  const others = [/[0-9]{2}/.test(fold(query)) && { loose: true }, /[、，,；;或|｜]/u.test(query) && { apart: true }];
  if (!others.some(Boolean) || (await take(asked, asked.pages, 1)).length) return asked;
  for (const other of others.filter(Boolean)) {
    const again = await prepare(query, { ...options, ...other });
    if ((await take(again, again.pages, 1)).length) return again;
  }
  return asked;
}

/* 按索引找出可能的网页，还没有逐页核对。 */
export async function prepare(query, options = {}) {
  const { filters = {}, sort = "relevance", thorough = false, loose = false, apart = false } = options;
  const index = await directory();
  let { words, without, written, quoted } = parse(query, { apart });
  if (await knowsMore(index, query)) ({ words, without } = parse(query, { apart }));
  for (const word of words.flatMap(alternatives)) word.loose = loose;
  const asked = new Asked(index, { words, without, written, quoted });
  if (!words.length) return asked;
  asked.numbers = quoted ? null : await numbersFor(index, written);
  const [scores, numbered] = await Promise.all([
    candidates(index, words, thorough),
    withNumber(index, asked.numbers, thorough),
  ]);
  // 索引里没有的字，也许是繁体字：这时才取繁简对照表。
  if (!scores.size && !numbered.size && maybeTraditional(index, query) && (await learnAll(index, query)))
    return prepare(query, options);
  for (const [page, score] of numbered) scores.set(page, Math.max(scores.get(page) || 0, score));
  asked.scores = scores;
  asked.narrow(filters, sort);
  return asked;
}

/* 从一串可能的网页里取出前 limit 件确实写有的，从第 from 件看起。 */
export async function take(asked, pages, limit, from = 0) {
  const hits = [];
  for (let at = from; hits.length < limit && at < pages.length; ) {
    const batch = pages.slice(at, at + Math.min(limit - hits.length, AT_ONCE));
    const likely = batch.filter((page) => asked.checked.get(page) !== null && asked.mayHave(page));
    const checked = (await Promise.all(likely.map((page) => check(asked, page)))).filter(Boolean);
    hits.push(...checked);
    at += batch.length;
    // 落空的多，剩下的也多，说明字串取得太少：多取几个，比一页一页取来核对省。
    if (checked.length * 2 < likely.length && pages.length - at > FEW) await asked.sharpen();
  }
  return hits;
}

/* 一次查找：要查的词、可能的网页、已经核对过的。 */
class Asked {
  constructor(index, { words, without, written, quoted }) {
    this.index = index;
    this.words = words;
    this.without = without;
    this.written = written;
    this.quoted = quoted;
    this.scores = new Map();
    this.checked = new Map();
    this.numbers = null;
    this.facets = {};
    this.pages = [];
    /** @type {any} 整句话是日期、刊期时，见 asked.js */
    this.whole = {};
  }

  /* 按条件筛选、排序；facets 是每个条件下各有多少。 */
  narrow(filters, sort) {
    const all = [...this.scores.keys()];
    this.filters = filters;
    this.sort = sort;
    this.recount();
    const { dates } = this.index;
    const byScore = (one, other) => this.scores.get(other) - this.scores.get(one) || other - one;
    this.pages = all
      .filter((page) => valuesPass(this.index, page, filters))
      .sort(sort === "date" ? (one, other) => dates[other] - dates[one] || other - one : byScore);
  }

  /* 每个条件下各有多少，已经核对出没有的不算。 */
  recount() {
    const all = [...this.scores.keys()].filter((page) => this.checked.get(page) !== null);
    for (const name of DIMENSIONS) {
      const counts = {};
      for (const page of all) {
        if (valuesPass(this.index, page, this.filters, name))
          for (const value of valuesOf(this.index, page, name)) counts[value] = (counts[value] || 0) + 1;
      }
      this.facets[name] = counts;
    }
  }

  /* 这些网页排到最前，照给的先后。 */
  raise(pages) {
    for (const [place, page] of pages.entries()) if (this.scores.has(page)) this.scores.set(page, FIRST - place);
    this.narrow(this.filters, this.sort);
  }

  /* 用更多的字串再筛一遍，只做一次；筛掉的不必核对。 */
  async sharpen() {
    if (this.sharp) return;
    this.sharp = await scored(this.index, this.words, () => THOROUGH_GRAMS);
    for (const page of this.pages) if (!this.mayHave(page)) this.checked.set(page, null);
  }

  mayHave(page) {
    return !this.sharp || this.sharp.has(page) || Boolean(this.numbers?.words);
  }

  of(group) {
    return this.pages.filter((page) => GROUPS[this.index.pages.kind[page]] === group);
  }

  /* 总数里去掉已经核对出没有的；certain 说总数是不是准数。 */
  total(pages = this.pages) {
    return pages.filter((page) => this.checked.get(page) !== null).length;
  }

  certain(pages = this.pages) {
    const decided =
      !this.without.length &&
      !this.numbers?.pages.length &&
      this.words.flatMap(alternatives).every((word) => word.text.length < 3 && !word.percents.length);
    return decided || pages.every((page) => this.checked.has(page));
  }
}

/* 一页是否合于各个条件，except 这一个不计。同一条件的几个值合于一个即可。 */
export function valuesPass(index, page, filters, except = "") {
  return (
    within(index, page, filters) &&
    DIMENSIONS.every((name) => {
      const wanted = [filters[name] ?? []].flat().map(String);
      return name === except || !wanted.length || valuesOf(index, page, name).some((value) => wanted.includes(value));
    })
  );
}

/* 日期在 from 到 to 之间；没有日期的页，限定了日期就不算。 */
function within(index, page, { from, to }) {
  if (!from && !to) return true;
  const day = index.dates[page];
  return !index.undated.has(page) && (!from || day >= dayNumber(from)) && (!to || day <= dayNumber(to));
}

/* 与总目同样计日：公元元年一月一日是第一天。 */
export const dayNumber = (iso) => Math.round(Date.parse(iso) / 86400000) + 719163;

export function valuesOf(index, page, name) {
  const { pages } = index;
  switch (name) {
    case "group":
      return [GROUPS[pages.kind[page]]];
    case "year":
      return [index.issues[index.issueOf[page]][0].slice(0, 4)];
    case "section":
      return some(index.sections[pages.section[page]]);
    case "kind":
      return some(index.forms[pages.form[page]]);
    case "standing": {
      const days = index.standings[pages.standing[page]];
      return days ? [stateOn(days, today())] : [];
    }
    default:
      return index.issuers[pages.issuers[page]].split("、").filter(Boolean);
  }
}

const some = (value) => (value ? [value] : []);

/* 可能的网页 ———————————————————————————————————————————————— */

/* 每个词都可能有的网页和它们的分数。一个词先取两个字串（长的先一个），还太多时再取一个；几个词的，最长的取两个，别的取一个。 */
async function candidates(index, words, thorough) {
  if (thorough) return scored(index, words, () => THOROUGH_GRAMS);
  // 一句问话，文中多半没有照样写着的：先取一个字串，没有就不必再取。
  if (words.length === 1 && words[0].text.length >= SENTENCE) {
    const scores = await scored(index, words, () => 1);
    if (!scores.size) return scores;
  }
  const longest = words.reduce((one, other) => (other.text.length > one.text.length ? other : one));
  const scores = await scored(index, words, (word) => (word === longest && words.length < 3 ? 2 : 1));
  return words.length > 1 || scores.size <= FEW ? scores : scored(index, words, () => 3);
}

async function scored(index, words, most) {
  const scores = new Map();
  await Promise.all(
    index.parts.map(async (part) => {
      const found = await Promise.all(
        words.map((word) => pagesWith(index, part, word, fewer(index, part, most(word)))),
      );
      for (const [page, _score] of found[0]) {
        if (!found.every((pages) => pages.has(page))) continue;
        const sum = found.reduce((total, pages) => total + pages.get(page), 0);
        scores.set(page, sum + covered(index, page, words, sum) + page / index.count);
      }
    }),
  );
  return scores;
}

const SMALL = 8;

/* 比起全部来很小的一部分，少取一个字串也剩不下几页。 */
const fewer = (index, part, most) => (most > 1 && part.blocks * SMALL < index.blocks ? most - 1 : most);

const IN_HEAD = 100,
  ON_DAY = 50,
  OFTEN = 10,
  DOCUMENT = 3,
  WHOLE_TITLE = 60;

/* 标题里几乎只有这些词的，排在标题更长的前面；文件的标题先于附件的标题。 */
function covered(index, page, words, score) {
  const { pages } = index;
  const asked = words.reduce((sum, word) => sum + word.text.length, 0);
  const headed = score >= IN_HEAD * words.length;
  const title = headed ? WHOLE_TITLE * Math.min(1, asked / (pages.title[page] * 4 + 4)) : 0;
  return title + (pages.kind[page] === 0 ? (headed ? WHOLE_TITLE : DOCUMENT) : 0);
}

async function pagesWith(index, part, word, most) {
  if (word.any) return united(await Promise.all(word.any.map((one) => pagesWith(index, part, one, most))));
  const pages = new Map();
  const add = (page, score) => pages.set(page, Math.max(pages.get(page) || 0, score));
  const grams = word.loose ? looseGrams(word.text) : gramsOf(word.text, most, index.rarity);
  const lists = await Promise.all(grams.map(async ({ gram, need }) => ({ need, ...(await postings(part, gram)) })));
  if (lists.every(({ blocks }) => blocks)) {
    for (let block = 0; block < part.blocks; block += 1) {
      const score = scoreAt(index, part, lists, block);
      if (score) add(part.pageOf[block], score);
    }
  }
  for (const { day } of word.dates) {
    const list = await postings(part, `@${day}`);
    if (!list) continue;
    list.blocks.forEach((there, block) => {
      if (there) add(part.pageOf[block], ON_DAY);
    });
  }
  return pages;
}

/* “或”的两边有一个就算，分数取高的。 */
function united(all) {
  const pages = new Map();
  for (const [page, score] of all.flatMap((one) => [...one])) pages.set(page, Math.max(pages.get(page) || 0, score));
  return pages;
}

/* 一句话至多跨到下一块；头一块是标题和字号。 */
function scoreAt(index, part, lists, block) {
  const page = part.pageOf[block];
  const next = part.pageOf[block + 1] === page;
  let here = true,
    often = true;
  for (const { need, blocks, often: many } of lists) {
    if ((blocks[block] & need) !== need) {
      here = false;
      if (!next || (blocks[block + 1] & need) !== need) return 0;
    }
    often &&= many[block] || (next && many[block + 1]);
  }
  const headed = index.pages.kind[page] !== 2 && part.starts[page - part.first] === block;
  return headed && here ? IN_HEAD : often ? OFTEN : 1;
}

/* 用哪些字串查一个词：先是数，再是不常见的、离已选的远的。单数位上的常跨着两个词，更少见。need 是一块里须有的。 */
export function gramsOf(text, most, rarity = new Map()) {
  const units = [...text];
  if (units.length < 2) return units.map(whole);
  const { grams, covered } = numberGrams(text);
  const pairs = units
    .slice(1)
    .map((unit, place) => ({ pair: units[place] + unit, place }))
    .filter(({ place }) => !covered(place));
  const chosen = [];
  const worth = ({ pair, place }) => {
    const apart = chosen.length
      ? Math.min(FAR, ...chosen.map((one) => Math.abs(one.place - place)))
      : -Math.abs(place - units.length / 2 + 1) / units.length;
    return apart + (place % 2) * 0.6 + (rarity.get(pair) ?? 1) * RARE;
  };
  while (grams.length + chosen.length < most && pairs.length) {
    const best = pairs.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    chosen.push(best);
    pairs.splice(pairs.indexOf(best), 1);
  }
  return [
    ...grams.map(whole),
    ...chosen.map(({ pair, place }) => ({
      gram: pair,
      need: around([units[place - 2], units[place - 1]], units.slice(place + 2)),
    })),
  ];
}

const whole = (gram) => ({ gram, need: HERE });

/* 两头都写全了的数整个查；开头写全、至少四位的，连前面一个字查，如“发2025”。 */
function numberGrams(text) {
  const found = [...text.matchAll(/(?<=([^0-9.]))[0-9][0-9.]+/gu)].flatMap((match) => {
    const { 0: number, 1: before, index } = match,
      end = index + number.length;
    const whole = end < text.length && number.length > 2 && !number.endsWith(".");
    const gram = whole ? `#${number}` : /^[0-9]{4}/.test(number) ? `~${before}${number.slice(0, 4)}` : "";
    return gram ? [{ gram, from: index, to: end - 1 }] : [];
  });
  return {
    grams: found.map(({ gram }) => gram),
    covered: (place) => found.some(({ from, to }) => place >= from && place < to),
  };
}

/* 不计小数点时，两个数字之间可能还有一点，只用其余的字串。 */
function looseGrams(text) {
  const pairs = [...text]
    .slice(0, -1)
    .map((sign, n) => sign + [...text][n + 1])
    .filter((pair) => !/[0-9.]{2}/.test(pair));
  return (pairs.length ? pairs : [...text].filter((sign) => sign !== ".")).slice(0, THOROUGH_GRAMS).map(whole);
}

/* 发文字号 ————————————————————————————————————————————————— */

/* 整句话像字号时：{pages 就是它的文件, near 最近的字号, sure 是否只能是这一件}。 */
async function numbersFor(index, written) {
  const number = numberOf(written);
  return number ? findNumbers(index, number) : null;
}

export async function findNumbers(index, { code, year, n }) {
  const { numbers } = await records(index.names);
  const rows = numbers.flatMap(([name, flat]) => rowsOf(name, flat));
  const same = rows.filter((row) => fold(row.code) === fold(code));
  const known = same.length
    ? same
    : rows.filter((row) => fold(row.code).endsWith(fold(code)) || fold(code).endsWith(fold(row.code)));
  const here = (row) => (!year || row.year === year) && row.n === n;
  const named = known.filter(here);
  const found =
    named.length || same.length || !year
      ? named
      : rows.filter((row) => here(row) && abbreviates(fold(code), fold(row.code)));
  if (found.length)
    return {
      pages: found.map((row) => row.page),
      rows: found,
      near: [],
      sure: found.length === 1 && Boolean(same.length && (year || !same[0].year)),
    };
  const alike = code && !same.length ? rows.filter((row) => codeDistance(fold(code), fold(row.code)) < 9) : [];
  const near = [...new Set([...known, ...alike])];
  if (!code || !near.length) return null;
  // 号和年都对、代字相近的最可能，其次是代字对、年和号相近的。
  const distance = (row) =>
    (year ? Math.abs(row.year - year) * 1000 : 0) +
    Math.abs(row.n - n) +
    (known.includes(row) ? 0 : codeDistance(fold(code), fold(row.code)));
  return {
    pages: [],
    rows: [],
    near: near.sort((one, other) => distance(one) - distance(other)).slice(0, 6),
    sure: false,
  };
}

export function rowsOf(code, flat) {
  const rows = [];
  for (let at = 0; at < flat.length; at += 3) rows.push({ code, year: flat[at], n: flat[at + 1], page: flat[at + 2] });
  return rows;
}

export const numberWords = ({ code, year, n }) => (year ? `${code}〔${year}〕${n}号` : `${code}第${n}号`);

/* 字号写法不同也算：它的文件排在最前，引用它的文件随后。 */
async function withNumber(index, numbers, thorough) {
  const scores = new Map();
  if (!numbers?.rows.length) return scores;
  numbers.words = numbers.rows.map((row) => parse(`"${numberWords(row)}"`).words[0]);
  const found = await Promise.all(numbers.words.map((word) => candidates(index, [word], thorough)));
  for (const citing of found) for (const [page, score] of citing) scores.set(page, 500 + score);
  for (const [place, page] of numbers.pages.entries()) scores.set(page, FIRST - place);
  return scores;
}

/* 繁体字 —————————————————————————————————————————————————— */

let learned = false;

/* 部首形的字不作字母看，折叠时会丢，所以一见到就要取对照表。 */
const knowsMore = (index, query) => /[\u2e80-\u2eff]/u.test(query) && learnAll(index, query);

async function learnAll(index, query) {
  if (learned) return false;
  const before = fold(query);
  learn(await wordsFile(index.simplified));
  learned = true;
  return fold(query) !== before;
}

/* 核对 ——————————————————————————————————————————————————— */

async function check(asked, page) {
  if (!asked.checked.has(page)) {
    const text = await pageText(asked.index, page);
    asked.checked.set(page, hitOn(asked, page, text));
  }
  return asked.checked.get(page);
}

/* 一页上的结果；没有写的是 null。 */
function hitOn(asked, page, text) {
  const folded = foldedPage(text);
  const own = asked.numbers?.pages.includes(page);
  let words = asked.words;
  let found = words.map((word) => occurrences(folded, text, word));
  if (!found.every(Boolean) && asked.numbers?.words) {
    words = asked.numbers.words;
    found = [words.flatMap((word) => occurrences(folded, text, word) || [])];
    if (!own && !found[0].length) return null;
  } else if (!found.every(Boolean) && !own) return null;
  if (asked.without.some((word) => occurrences(folded, text, word))) return null;
  return describe(
    text,
    words.flatMap(alternatives),
    found.flatMap((one) => one || []).sort((one, other) => one[0] - other[0]),
  );
}

export function foldedPage(text) {
  if (!text.folded) {
    if (text.simplified) learn(text.simplified);
    const head = text.head || [];
    const lines = [...head, ...(text.lines || [])].map((line) => {
      const [words, anchor, label] = [line].flat();
      const plain = words.normalize("NFC");
      return { words: plain, anchor, label, text: fold(plain), at: 0 };
    });
    let at = 0;
    for (const line of lines) {
      line.at = at;
      at += line.text.length;
    }
    text.folded = { lines, text: lines.map((line) => line.text).join(""), heads: head.length };
  }
  return text.folded;
}

/* 一个词在一页里的起止处；没有的是 null。当天的网页算是写有这个日期。 */
function occurrences(folded, text, word) {
  if (word.any) {
    const found = word.any.map((one) => occurrences(folded, text, one));
    return found.some(Boolean) ? found.flatMap((one) => one || []) : null;
  }
  const found = word.loose ? loosePlaces(folded, word.text) : places(folded, word.text, word.percents);
  for (const date of word.dates) {
    if (!text.days?.includes(date.day)) continue;
    found.push(...places(folded, date.text, []));
    if (date.bare && !found.length) return [];
  }
  return found.length ? found : null;
}

function places(folded, text, percents) {
  const found = [];
  for (let at = folded.text.indexOf(text); at >= 0; at = folded.text.indexOf(text, at + text.length)) {
    const start = at;
    if (percents.every((length) => percentAfter(folded, start + length - 1))) found.push([start, start + text.length]);
  }
  return found;
}

function loosePlaces(folded, text) {
  const kept = [];
  for (let n = 0; n < folded.text.length; n += 1) if (folded.text[n] !== ".") kept.push(n);
  const pointless = { text: kept.map((n) => folded.text[n]).join("") };
  return places(pointless, text.replaceAll(".", ""), []).map(([start, end]) => [kept[start], kept[end - 1] + 1]);
}

function percentAfter(folded, at) {
  const line = folded.lines.findLast((one) => one.at <= at && one.text);
  return /^\s*[%％]/u.test(line.words.slice(placesIn(line).ends[at - line.at]));
}

/* 结果怎样给人看 —————————————————————————————————————————————— */

const BEFORE = 20,
  AROUND = 96,
  MOST_PLACES = 3;

/* 一件结果：各项情况、标出词语的标题和摘录、文中各处。 */
export function describe(text, words = [], found = []) {
  const { lines, heads } = foldedPage(text);
  const marked = lines.map((line) => ({ line, marks: marksIn(line, found) }));
  const body = marked.slice(heads);
  const hits = body.filter(({ marks }) => marks.length);
  const {
    url,
    title,
    number = "",
    form = "",
    section = "",
    issuers = [],
    standing = "",
    date = "",
    issue,
    page,
    owner,
  } = text;
  return {
    url,
    title,
    number,
    kind: form,
    section,
    issuers,
    date,
    issue,
    page,
    standing: standing && stateOn(standing, today()),
    group: owner ? "attachment" : heads ? "document" : "chronicle",
    owner: owner ? { title: owner[0], number: owner[1], url: owner[2] } : null,
    heading: segments(title.normalize("NFC"), words),
    excerpt: excerpt(best(hits) || body.find(({ line }) => line.text.length > 12) || body[0]),
    times: found.filter(([start]) => start >= (body[0]?.line.at ?? 0)).length,
    places: placesOf(lines, hits),
    printed: printed(marked, found, words),
  };
}

const MOST_PRINTED = 5;

/* 所查的话在页上怎样印的，供到了那一页标出来；跨行的照查的写。 */
function printed(marked, found, words) {
  const forms = new Set();
  for (const { line, marks } of marked) {
    const whole = found.filter(([start, end]) => start >= line.at && end <= line.at + line.text.length);
    if (whole.length === marks.length)
      for (const [start, end] of marks) forms.add(line.words.slice(start, end).replace(/\s+/gu, " "));
  }
  return forms.size ? [...forms].slice(0, MOST_PRINTED) : words.map((word) => word.text);
}

/* 折出的字在原文里的位置：有词语的行才算。 */
const placesIn = (line) => (line.places ||= foldWithPlaces(line.words));

/* 一行里要标出的起止处，按原文计。 */
function marksIn(line, found) {
  const marks = [];
  for (const [start, end] of found) {
    const first = Math.max(start - line.at, 0),
      last = Math.min(end - line.at, line.text.length);
    if (first < last) marks.push([placesIn(line).starts[first], placesIn(line).ends[last - 1]]);
  }
  return marks;
}

/* 摘录取词最多的一行，一样多取靠前的。 */
const best = (hits) =>
  hits.reduce((one, other) => (!one || other.marks.length > one.marks.length * 2 ? other : one), null);

function excerpt(chosen) {
  if (!chosen) return [];
  const {
    line: { words },
    marks,
  } = chosen;
  const from = marks.length ? Math.max(0, marks[0][0] - BEFORE) : 0;
  const to = Math.min(words.length, Math.max(from + AROUND, marks.length ? marks[0][1] : 0));
  const cutMarks = marks
    .filter(([start]) => start < to)
    .map(([start, end]) => [start - from, Math.min(end, to) - from]);
  const pieces = split(words.slice(from, to), cutMarks);
  return [...(from ? [{ text: "……" }] : []), ...pieces, ...(to < words.length ? [{ text: "……" }] : [])];
}

/* 标题不一定是正文里的一行，单独标。 */
function segments(text, words) {
  const line = { at: 0, words: text, text: fold(text) };
  const folded = { lines: [line], text: line.text };
  const found = words.flatMap((word) => places(folded, word.text, [])).sort((one, other) => one[0] - other[0]);
  return split(text, marksIn(line, found));
}

function split(text, marks) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of marks) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) pieces.push({ text: text.slice(done, from) });
    pieces.push({ text: text.slice(from, end), mark: true });
    done = end;
  }
  return done < text.length ? [...pieces, { text: text.slice(done) }] : pieces;
}

/* 词语所在的条、节：各记一处，至多三处。 */
function placesOf(lines, hits) {
  const found = new Map();
  for (const { line } of hits) {
    const above = lines.slice(0, lines.indexOf(line) + 1).findLast((one) => one.anchor);
    if (above && !found.has(above.anchor)) found.set(above.anchor, above.label);
  }
  return [...found].slice(0, MOST_PLACES).map(([anchor, label]) => ({ anchor, label }));
}
