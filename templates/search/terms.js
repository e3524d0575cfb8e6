/* 问话里要查的字对：问话自己的和同义词的，少见的先取；各对在哪些网页，各有多少分量。 */
import { fold } from "./fold.js";
import { measuresIn } from "./measures.js";
import { postings, shardFile } from "./postings.js";
import { namedIn, pairsOf, spansOf, synonymsIn } from "./question.js";
import { units } from "./shorter.js";
import { isAsked } from "./store.js";

const MOST_PAIRS = 8,
  MOST_FETCHED = 14,
  EACH_OTHER = 2,
  IN_WORD = 0.5,
  FETCHED = 0.3;

/**
 * @typedef {{ pair: string, of: string, word: string }} Term 一个字对；of 是替换用的同义词，替的是 word，问话自己的都是空
 * @typedef {{ own: string[], terms: Term[], alike: Alike[], spans: string[] }} Wanted 问话，和要取的字对
 * @typedef {{ head: boolean, body: boolean, often: boolean }} Holder 一页哪里有一个字对
 * @typedef {Wanted & { holders: Map<string, Map<PageNumber, Holder>>, weights: Map<string, number>, total: number, share: (met: Set<string>) => number, weightOf: (pair: string) => number }} Weighed
 * total 是问话自己的字对合起来的分量，share 是其中 met 占多少；weightOf 是一个字对的分量，没有取来的照常见与否估计
 */

/* 要取的字对，要紧的在前：问话的两对，同义词的一对，依次轮着来。 */
/** @type {(index: SearchIndex, query: string) => Wanted} */
export function termsOf(index, query) {
  const spans = [...spansOf(query, index.synonyms), ...namedIn(query)];
  const own = [...new Set(spans.flatMap(pairsOf))].filter((pair) => !/^[0-9.]+$/.test(pair));
  const chosen = rarest(index, own, pairsInWords(spans), MOST_PAIRS).map((pair) => ({ pair, of: "", word: "" }));
  const alike = [...synonymsIn(index.synonyms, spans), ...measuresIn(spans)];
  const others = alike.flatMap(({ word, others }) =>
    others.map((other) =>
      rarest(index, pairsOf(fold(other)), new Set(), EACH_OTHER).map((pair) => ({ pair, of: other, word })),
    ),
  );
  // 少见的先取：“孩子”的同义词，不如“随迁子女”的说明问题。
  const rarity = (/** @type {Term[]} */ [{ pair }]) => index.rarity.get(pair) ?? 1;
  others.sort((one, other) => rarity(other) - rarity(one));
  const inTurn = [0, 1].flatMap((n) => others.flatMap((pairs) => pairs.slice(n, n + 1)));
  /** @type {Term[]} */
  const terms = [];
  while (chosen.length || inTurn.length) terms.push(...chosen.splice(0, 2), ...inTurn.splice(0, 1));
  return { own, terms, alike, spans };
}

/* 取得起的：文件不过 files 个，字对不过 MOST_FETCHED 对。 */
/** @type {(index: SearchIndex, terms: Term[], files: number) => Term[]} */
export function affordable(index, terms, files) {
  const fetched = new Set(),
    pairs = new Set();
  return terms.filter(({ pair }) => {
    const more = index.parts.map((part) => shardFile(part, pair)).filter((file) => !fetched.has(file));
    if (!pairs.has(pair) && (fetched.size + more.length > files || pairs.size >= MOST_FETCHED)) return false;
    for (const file of more) fetched.add(file);
    pairs.add(pair);
    return true;
  });
}

/* 同在一个词里的字对。 */
/** @type {(spans: string[]) => Set<string>} */
const pairsInWords = (spans) => new Set(spans.flatMap((span) => units(span)).flatMap(pairsOf));

/* 不在常见之列的在前，同在一个词里的先于跨着词的，已经取来的先于还没取的；一样的，隔一个取一个。 */
/** @type {(index: SearchIndex, pairs: string[], within: Set<string>, most: number) => string[]} */
function rarest(index, pairs, within, most) {
  /** @type {(pair: string) => boolean} */
  const isHere = (pair) => index.parts.every((part) => isAsked(shardFile(part, pair)));
  /** @type {(pair: string) => number} */
  const worth = (pair) =>
    (index.rarity.get(pair) ?? 1) + (within.has(pair) ? IN_WORD : 0) + (isHere(pair) ? FETCHED : 0);
  return pairs
    .map((pair, n) => ({ pair, n }))
    .sort((one, other) => worth(other.pair) - worth(one.pair) || (one.n % 2) - (other.n % 2) || one.n - other.n)
    .slice(0, most)
    .map(({ pair }) => pair);
}

/* 取来各字对所在的网页，算出各对的分量。 */
/** @type {(index: SearchIndex, asked: Wanted) => Promise<Weighed>} */
export async function weighed(index, asked) {
  /** @type {Weighed["holders"]} */
  const holders = new Map();
  await Promise.all(
    [...new Set(asked.terms.map(({ pair }) => pair))].map(async (pair) =>
      holders.set(pair, await holdersOf(index, pair)),
    ),
  );
  /** @type {Map<string, number>} */
  const weights = new Map();
  /** @type {(pages: number) => number} */
  const worth = (pages) => Math.log(1 + (index.count - pages + 0.5) / (pages + 0.5));
  for (const [pair, pages] of holders) weights.set(pair, pages.size ? worth(pages.size) : 0);
  const own = asked.terms.filter(({ of }) => !of);
  // 文中一处也没有的字对，也是问话的一部分，只是记得轻些。
  const absent = Math.log(1 + index.count) / 4;
  /** @type {(some: Term[]) => number} */
  const sumOf = (some) => some.reduce((sum, { pair }) => sum + (weights.get(pair) || absent), 0);
  const total = [...weights.values()].some(Boolean) ? sumOf(own) : 0;
  /** @type {Weighed["share"]} */
  const share = (met) => sumOf(own.filter(({ pair }) => met.has(pair))) / total;
  const heaviest = worth(0);
  /** @type {Weighed["weightOf"]} */
  const weightOf = (pair) =>
    holders.has(pair) ? weights.get(pair) || heaviest : (index.rarity.get(pair) ?? 1) * heaviest;
  return { ...asked, holders, weights, total, share, weightOf };
}

/* 哪些网页有一个字对，各在哪里。 */
/** @type {(index: SearchIndex, pair: string) => Promise<Map<PageNumber, Holder>>} */
async function holdersOf(index, pair) {
  /** @type {Map<PageNumber, Holder>} */
  const found = new Map();
  await Promise.all(
    index.parts.map(async (part) => {
      const list = await postings(part, pair);
      if (!list) return;
      for (let block = 0; block < part.blocks; block += 1) {
        if (!list.blocks[block]) continue;
        const page = part.pageOf[block],
          known = found.get(page) || { head: false, body: false, often: false };
        if (index.pages.kind[page] !== 2 && part.starts[page - part.first] === block) known.head = true;
        else known.body = true;
        known.often ||= Boolean(list.often[block]);
        found.set(page, known);
      }
    }),
  );
  return found;
}
