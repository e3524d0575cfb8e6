/* 相关结果：按自己的索引排的；拉丁字母的问话，或读者要再找时，还有 Pagefind 找到的。用到时才载入。 */

import { describe } from "./describe.js";
import { alternatives, fold, parse } from "./fold.js";
import { asks } from "./question.js";
import { rank } from "./ranking.js";
import { directory, pageText } from "./store.js";
import { passing } from "./values.js";

/**
 * @typedef {{ data(): Promise<{ meta: { page: string } }>, id: string, score: number }} PagefindResult
 * @typedef {object} Pagefind 用到的几样
 * @property {(path: string) => Promise<void>} mergeIndex
 * @property {(words: string) => Promise<{ results: PagefindResult[] }>} search
 */

const PAGEFIND = new URL("../pagefind/", import.meta.url);
const MOST_RELATED = 5,
  ENOUGH = 5,
  MOST_TRIED = 8,
  ALIKE = 2;
/** @type {Promise<Pagefind> | null} */
let loading;

/* 不在 exact 里的网页，每件注明是因为哪个词（via）。similar 时也问 Pagefind；ready 是已经在算的排序。 */
/** @type {(asked: Inquiry, exact: Hit[], options: RelatedOptions) => Promise<RelatedHit[]>} */
export async function findRelated(asked, exact, { filters = {}, limit = MOST_RELATED, similar, ready }) {
  const index = await directory();
  const known = new Set(exact.map((hit) => hit.url));
  /** @type {RelatedHit[]} */
  const found = [];
  /** @type {(hits: RelatedHit[]) => void} */
  const add = (hits) => {
    for (const hit of hits) {
      if (known.has(hit.url)) continue;
      known.add(hit.url);
      found.push(hit);
    }
  };
  const without = new Set([...asked.checked].filter(([, hit]) => hit).map(([page]) => page));
  add((await ready) || (await rank(index, asked.written, { filters, limit, without })));
  // Pagefind 没有取成，别的结果照样列。
  if ((similar || (isLatin(asked) && !exact.length)) && found.length < limit)
    add(await alike(index, asked, filters, limit).catch(/** @returns {RelatedHit[]} */ () => []));
  const kept = asked.without.length ? await allowed(asked, found) : found;
  return kept.slice(0, limit);
}

/* 问话早一点开始排，不等查完：一句问话多半没有照样写着的。只是长、不像问的，多半是标题，等查完再说。 */
/** @type {(index: SearchIndex, query: string, filters: Conditions, always?: boolean) => Promise<RelatedHit[] | null> | null} */
export const rankEarly = (index, query, filters, always = false) =>
  always || asks(query) ? rank(index, query, { filters }).catch(() => null) : null;

/** @type {(asked: Inquiry) => boolean} */
const isLatin = (asked) => asked.words.some(({ text }) => /^[a-z0-9.]*[a-z]{3}[a-z0-9.]*$/u.test(text));

/* 带减号的词，相关结果里也不要。 */
/** @type {(asked: Inquiry, found: RelatedHit[]) => Promise<RelatedHit[]>} */
async function allowed(asked, found) {
  const unwanted = asked.without.map(({ text }) => text);
  const read = await Promise.all(found.map((hit) => textOf(asked.index, hit)));
  return found.filter((_, n) => !unwanted.some((text) => read[n].includes(text)));
}

/** @type {(index: SearchIndex, hit: RelatedHit) => Promise<string>} */
async function textOf(index, { page_number: page }) {
  const { head = [], lines = [] } = await pageText(index, page);
  return [...head, ...lines].map((line) => fold([line].flat()[0])).join("");
}

/* Pagefind ————————————————————————————————————————————————— */

/** @type {(index: SearchIndex, asked: Inquiry, filters: Filters, limit: number) => Promise<RelatedHit[]>} */
async function alike(index, asked, filters, limit) {
  const pairs = pairsTried(asked);
  if (!pairs.length) return [];
  const pages = await pagesLike(index, pairs);
  const wanted = pages
    .filter((page) => !asked.scores.has(page))
    .filter(passing(index, filters))
    .slice(0, limit);
  const words = pairs.map((pair) => parse(`"${pair}"`).words[0]);
  return Promise.all(
    wanted.map(async (page) => ({ ...describe(await pageText(index, page), words), via: "", page_number: page })),
  );
}

/* 与索引一样，把话切成前后相连的两个字。 */
/** @type {(asked: Inquiry) => string[]} */
function pairsTried(asked) {
  const words = asked.words.flatMap(alternatives);
  const pairs = words.flatMap(({ text }) => [...text].slice(0, -1).map((sign, n) => sign + [...text][n + 1]));
  return [...new Set(pairs)].slice(0, MOST_TRIED);
}

/* Pagefind 和它的各捆索引：最早的一捆带着程序，其余的并进来。 */
/** @type {() => Promise<Pagefind>} */
async function loadPagefind() {
  /** @type {[Pagefind, string[]]} */
  const [pagefind, bundles] = await Promise.all([
    import(new URL("pagefind.js", PAGEFIND).href),
    fetch(new URL("bundles.json", PAGEFIND)).then((answer) => answer.json()),
  ]);
  await Promise.all(bundles.map((folder) => pagefind.mergeIndex(new URL(folder, PAGEFIND).pathname)));
  return pagefind;
}

/* 先找都有的；太少时一对一对地找，有两对的就算，相同的多的在前：一句问话里多半的字文中没有。 */
/** @type {(index: SearchIndex, pairs: string[]) => Promise<PageNumber[]>} */
async function pagesLike(index, pairs) {
  loading ||= loadPagefind();
  loading.catch(() => {
    loading = null;
  });
  const pagefind = await loading;
  const all = (await pagefind.search(pairs.join(" "))).results;
  if (all.length >= ENOUGH || pairs.length < 2) return pageNumbers(index, all);
  const each = await Promise.all(pairs.map((pair) => pagefind.search(pair)));
  /** @type {Map<string, { result: PagefindResult, times: number, score: number }>} */
  const scores = new Map();
  for (const result of each.flatMap(({ results }) => results)) {
    const known = scores.get(result.id) || { result, times: 0, score: 0 };
    scores.set(result.id, { result, times: known.times + 1, score: known.score + result.score });
  }
  const likely = [...scores.values()].filter(({ times }) => times >= ALIKE);
  likely.sort((one, other) => other.times - one.times || other.score - one.score);
  return pageNumbers(
    index,
    likely.map(({ result }) => result),
  );
}

/* 每条结果的说明里记着它是哪一期的第几页。 */
/** @type {(index: SearchIndex, results: PagefindResult[]) => Promise<PageNumber[]>} */
async function pageNumbers(index, results) {
  const data = await Promise.all(results.slice(0, 30).map((result) => result.data()));
  return data.flatMap(({ meta }) => {
    const [issue, place] = meta.page.split("/");
    const first = index.firstOf.get(issue);
    return first === undefined ? [] : [first + Number(place)];
  });
}
