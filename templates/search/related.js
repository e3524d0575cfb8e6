/* 相关结果：同义词，以及 Pagefind 在标题、导语和大事记里找到的。用到时才载入。 */

import { describe, prepare, take, valuesPass } from "./engine.js";
import { fold, parse } from "./fold.js";
import { directory, pageText } from "./store.js";

const PAGEFIND = new URL("../pagefind/", import.meta.url);
const ENOUGH = 5,
  MOST_PAIRS = 8,
  ALIKE = 2,
  EACH = 5;
let loading;

/* 不在 exact 里的网页，每件注明是因为哪个词（via）。 */
export async function findRelated(asked, exact, { filters, limit, similar }) {
  const index = await directory();
  const known = new Set(exact.map((hit) => hit.url));
  const found = [];
  const add = (hits, via) => {
    for (const hit of hits) {
      if (known.has(hit.url)) continue;
      known.add(hit.url);
      found.push({ ...hit, via });
    }
  };
  for (const { query, via } of otherWords(index.synonyms, asked.written)) {
    const other = await prepare(query, { filters });
    add(await take(other, other.pages, EACH), via);
  }
  if (similar && found.length < limit) add(await alike(index, asked, filters, limit), "");
  return found.slice(0, limit);
}

/* 换成同义词的问法。 */
function* otherWords(synonyms, written) {
  const asked = fold(written);
  for (const group of synonyms) {
    const word = group.find((one) => asked.includes(fold(one)));
    if (word)
      for (const other of group) if (other !== word) yield { query: asked.replaceAll(fold(word), other), via: other };
  }
}

async function alike(index, asked, filters, limit) {
  const pairs = pairsOf(asked);
  if (!pairs.length) return [];
  const pages = await pagesLike(index, pairs);
  const wanted = pages.filter((page) => !asked.scores.has(page) && valuesPass(index, page, filters)).slice(0, limit);
  const words = pairs.map((pair) => parse(`"${pair}"`).words[0]);
  return Promise.all(wanted.map(async (page) => describe(await pageText(index, page), words)));
}

/* 与索引一样，把话切成前后相连的两个字。 */
function pairsOf(asked) {
  const pairs = asked.words.flatMap(({ text }) => [...text].slice(0, -1).map((sign, n) => sign + [...text][n + 1]));
  return [...new Set(pairs)].slice(0, MOST_PAIRS);
}

/* Pagefind 和它的各捆索引：最早的一捆带着程序，其余的并进来。 */
async function load() {
  const [pagefind, bundles] = await Promise.all([
    import(new URL("pagefind.js", PAGEFIND).href),
    fetch(new URL("bundles.json", PAGEFIND)).then((answer) => answer.json()),
  ]);
  await Promise.all(bundles.map((folder) => pagefind.mergeIndex(new URL(folder, PAGEFIND).pathname)));
  return pagefind;
}

/* 先找都有的；太少时一对一对地找，有两对的就算，相同的多的在前：一句问话里多半的字文中没有。 */
async function pagesLike(index, pairs) {
  loading ||= load();
  loading.catch(() => {
    loading = null;
  });
  const pagefind = await loading;
  const all = (await pagefind.search(pairs.join(" "))).results;
  if (all.length >= ENOUGH || pairs.length < 2) return pageNumbers(index, all);
  const each = await Promise.all(pairs.map((pair) => pagefind.search(pair)));
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
async function pageNumbers(index, results) {
  const data = await Promise.all(results.slice(0, 30).map((result) => result.data()));
  return data.map(({ meta }) => {
    const [issue, place] = meta.page.split("/");
    return index.firstOf.get(issue) + Number(place);
  });
}
