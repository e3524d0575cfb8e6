/* 一次查找：查什么、哪些网页可能有、哪些核对过了。 */
import { candidates, FEW, scored } from "./candidates.js";
import { describe } from "./describe.js";
import { alternatives, fold, learn, parse } from "./fold.js";
import { FOREMOST, numbersFor, withNumber } from "./numbered.js";
import { foldedPage, occurrences } from "./places.js";
import { directory, maybeTraditional, pageText, wordsFile } from "./store.js";
import { DIMENSIONS, forgetDay, GROUPS, passing, valuesOf } from "./values.js";

export const LITTLE = 3;
const SHARP_GRAMS = 5,
  AT_ONCE = 24;

/* 查到的够不够：有几件，或者问的就是这一件——字号、引号里的、整个的标题。 */
/** @type {(asked: Inquiry, hits: Hit[]) => boolean} */
export const isEnough = (asked, hits) =>
  hits.length >= LITTLE ||
  (hits.length > 0 && (asked.quoted || Boolean(asked.numbers?.rows.length) || hits.some((hit) => isTitle(asked, hit))));

/** @type {(asked: Inquiry, hit: Hit) => boolean} */
const isTitle = ({ words }, { title }) => words.length === 1 && fold(title) === words[0].text;

/* 查找，一件也没有时放宽再查：话里有数的不计小数点（“增长56”也许是“增长5.6%”），有顿号、逗号、“或”的隔开查。 */
/** @type {(query: string, options?: SearchOptions) => Promise<Inquiry>} */
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
/** @type {(query: string, options?: SearchOptions) => Promise<Inquiry>} */
export async function prepare(query, options = {}) {
  const { filters = {}, sort = "relevance", thorough = false, loose = false, apart = false } = options;
  const index = await directory();
  forgetDay(index);
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
/** @type {(asked: Inquiry, pages: PageNumber[], limit: number, from?: number) => Promise<Hit[]>} */
export async function take(asked, pages, limit, from = 0) {
  const hits = [];
  for (let at = from; hits.length < limit && at < pages.length; ) {
    const batch = pages.slice(at, at + Math.min(limit - hits.length, AT_ONCE));
    const likely = batch.filter((page) => asked.checked.get(page) !== null && asked.mayHave(page));
    const checked = (await Promise.all(likely.map((page) => check(asked, page)))).filter((hit) => hit !== null);
    hits.push(...checked);
    at += batch.length;
    // 落空的多，剩下的也多，说明字串取得太少：多取几个，比一页一页取来核对省。
    if (checked.length * 2 < likely.length && pages.length - at > FEW) await asked.sharpen();
  }
  return hits;
}

/** @typedef {Asked} Inquiry */

/* 一次查找：要查的词、可能的网页、已经核对过的。 */
class Asked {
  /** @param {SearchIndex} index @param {Query} query */
  constructor(index, { words, without, written, quoted }) {
    this.index = index;
    this.words = words;
    this.without = without;
    this.written = written;
    this.quoted = quoted;
    /** @type {Scores} */
    this.scores = new Map();
    /** @type {Map<PageNumber, Hit | null>} 核对过的；没有写的是 null */
    this.checked = new Map();
    /** @type {FoundNumbers | null} */
    this.numbers = null;
    /** @type {Facets} */
    this.facets = {};
    /** @type {Filters} */
    this.filters = {};
    this.sort = "relevance";
    /** @type {PageNumber[]} */
    this.pages = [];
    /** @type {Whole} 整句话是日期、刊期时，见 asked.js */
    this.whole = {};
  }

  /** @type {(page: PageNumber) => number} */
  scoreOf(page) {
    return this.scores.get(page) || 0;
  }

  /* 按条件筛选、排序；facets 是每个条件下各有多少。 */
  /** @type {(filters: Filters, sort: string) => void} */
  narrow(filters, sort) {
    const all = [...this.scores.keys()];
    this.filters = filters;
    this.sort = sort;
    this.recount();
    const { dates } = this.index;
    /** @type {(one: PageNumber, other: PageNumber) => number} */
    const byScore = (one, other) => this.scoreOf(other) - this.scoreOf(one) || other - one;
    this.pages = all
      .filter(passing(this.index, filters))
      .sort(sort === "date" ? (one, other) => dates[other] - dates[one] || other - one : byScore);
  }

  /* 每个条件下各有多少，已经核对出没有的不算。 */
  recount() {
    const all = [...this.scores.keys()].filter((page) => this.checked.get(page) !== null);
    for (const name of DIMENSIONS) {
      /** @type {Record<string, number>} */
      const counts = {};
      for (const page of all.filter(passing(this.index, this.filters, name)))
        for (const value of valuesOf(this.index, page, name)) counts[value] = (counts[value] || 0) + 1;
      this.facets[name] = counts;
    }
  }

  /* 这些网页排到最前，照给的先后。 */
  /** @type {(pages: PageNumber[]) => void} */
  raise(pages) {
    for (const [place, page] of pages.entries()) if (this.scores.has(page)) this.scores.set(page, FOREMOST - place);
    this.narrow(this.filters, this.sort);
  }

  /* 用更多的字串再筛一遍，只做一次；筛掉的不必核对。 */
  async sharpen() {
    if (this.sharp) return;
    this.sharp = await scored(this.index, this.words, () => SHARP_GRAMS);
    for (const page of this.pages) if (!this.mayHave(page)) this.checked.set(page, null);
  }

  /** @type {(page: PageNumber) => boolean} */
  mayHave(page) {
    return !this.sharp || this.sharp.has(page) || Boolean(this.numbers?.words);
  }

  /** @type {(group: string) => PageNumber[]} */
  of(group) {
    return this.pages.filter((page) => GROUPS[this.index.pages.kind[page]] === group);
  }

  /* 总数里去掉已经核对出没有的；certain 说总数是不是准数。 */
  /** @type {(pages?: PageNumber[]) => number} */
  total(pages = this.pages) {
    return pages.filter((page) => this.checked.get(page) !== null).length;
  }

  /** @type {(pages?: PageNumber[]) => boolean} */
  certain(pages = this.pages) {
    const decided =
      !this.without.length &&
      !this.numbers?.pages.length &&
      this.words.flatMap(alternatives).every((word) => word.text.length < 3 && !word.percents.length);
    return decided || pages.every((page) => this.checked.has(page));
  }
}

/* 繁体字 —————————————————————————————————————————————————— */

let learned = false;

/* 部首形的字不作字母看，折叠时会丢，所以一见到就要取对照表。 */
/** @type {(index: SearchIndex, query: string) => false | Promise<boolean>} */
const knowsMore = (index, query) => /[\u2e80-\u2eff]/u.test(query) && learnAll(index, query);

/** @type {(index: SearchIndex, query: string) => Promise<boolean>} */
async function learnAll(index, query) {
  if (learned) return false;
  const before = fold(query);
  learn(await wordsFile(index.simplified));
  learned = true;
  return fold(query) !== before;
}

/* 核对 ——————————————————————————————————————————————————— */

/** @type {(asked: Inquiry, page: PageNumber) => Promise<Hit | null>} */
async function check(asked, page) {
  if (!asked.checked.has(page)) {
    const text = await pageText(asked.index, page);
    asked.checked.set(page, hitOn(asked, page, text));
  }
  return asked.checked.get(page) ?? null;
}

/* 一页上的结果；没有写的是 null。 */
/** @type {(asked: Inquiry, page: PageNumber, text: PageText) => Hit | null} */
function hitOn(asked, page, text) {
  const folded = foldedPage(text);
  const own = asked.numbers?.pages.includes(page);
  let words = asked.words;
  let found = words.map((word) => occurrences(folded, text, word));
  if (!found.every(Boolean) && asked.numbers?.words) {
    words = asked.numbers.words;
    const cited = words.flatMap((word) => occurrences(folded, text, word) || []);
    if (!own && !cited.length) return null;
    found = [cited];
  } else if (!found.every(Boolean) && !own) return null;
  if (asked.without.some((word) => occurrences(folded, text, word))) return null;
  return describe(
    text,
    words.flatMap(alternatives),
    found.flatMap((one) => one || []).sort((one, other) => one[0] - other[0]),
  );
}
