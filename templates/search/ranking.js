/* 相关结果：问话里的字对，按少见的程度记分，在我们自己的索引里找；题目里的、短文里的更重。 */
import { fold } from "./fold.js";
import { saysAll, shareOfWords } from "./likeness.js";
import { longest, passageHit, runsIn, strengthOf } from "./passages.js";
import { foldedPage } from "./places.js";
import { pairsOf } from "./question.js";
import { pageText } from "./store.js";
import { affordable, termsOf, weighed } from "./terms.js";
import { passing } from "./values.js";

/* 取多少字对：先以这么多文件为限，落在已取的文件里的不算；最像的也不大像时，再放宽一次。 */
const FILES = 6,
  MORE_FILES = 3,
  EACH_PART = 3,
  READ = 5,
  LIKE = 0.5;
/* 题中有、文中常有的，折成这么多次；次数多了也不再更像，长文里的不如短文里的。 */
const HEAD = 5,
  OFTEN = 5,
  SATURATED = 1.4,
  LENGTHS = 0.45;
/* 同义词比照样写的轻些，它的字对要有多半。 */
const OTHER = 0.95,
  MOST_THERE = 0.6;
/* 最像的一段、题目、最长的片段，各另加多少。 */
const PASSAGE = 1.2,
  HEADING = 1,
  RUN = 0.25;
/* 文件、附件、大事记：一样像的，先给文件。 */
const PRIOR = [1, 0.85, 0.9];
/* 至少合上问话的这么多，或者有整个的同义词，才算相关。 */
const LEAST = 0.22,
  NEAR_BEST = 0.2;

/**
 * @typedef {import("./terms.js").Wanted} Wanted
 * @typedef {import("./terms.js").Weighed} Weighed
 * @typedef {import("./terms.js").Holder} Holder
 * @typedef {{ filters?: Filters, limit?: number, without?: Set<PageNumber> }} RankOptions
 * @typedef {object} Judged 读了正文的一页
 * @property {PageNumber} page
 * @property {string} via
 * @property {number} share 合上问话的多少，按分量
 * @property {number} whole 合上问话的多少，按字对的个数；有整个的同义词、词也合上一半的，就算全合
 * @property {boolean} said 问话的词都有
 * @property {number} score
 * @property {Hit} hit
 */

/* 最像问话的网页，像的在前；via 是替换用的同义词。without 里的网页不要。 */
/** @type {(index: SearchIndex, query: string, options?: RankOptions) => Promise<RelatedHit[]>} */
export async function rank(index, query, { filters = {}, limit = READ, without = new Set() } = {}) {
  const passes = passing(index, filters);
  /** @type {(page: PageNumber) => boolean} */
  const allowed = (page) => !without.has(page) && passes(page);
  const files = Math.max(FILES, EACH_PART * index.parts.length);
  const wanted = termsOf(index, query);
  const first = affordable(index, wanted.terms, files);
  let likely = await likeliest(index, { ...wanted, terms: first }, allowed, limit);
  if (!(likely[0]?.whole >= LIKE)) {
    const more = affordable(index, wanted.terms, files + MORE_FILES);
    if (more.length > first.length) likely = await likeliest(index, { ...wanted, terms: more }, allowed, limit);
  }
  return likely
    .filter(({ score, share }) => share >= LEAST && score >= likely[0].score * NEAR_BEST)
    .slice(0, limit)
    .map(({ hit, via, page, whole, said }) => ({ ...hit, via, page_number: page, likeness: whole, said }));
}

/* 按索引最像的几页，读了正文再排。 */
/** @type {(index: SearchIndex, wanted: Wanted, allowed: (page: PageNumber) => boolean, limit: number) => Promise<Judged[]>} */
async function likeliest(index, wanted, allowed, limit) {
  const asked = await weighed(index, wanted);
  if (!asked.total) return [];
  const scores = scoresOf(index, asked);
  const pages = [...scores.keys()]
    .filter(allowed)
    .sort((one, other) => (scores.get(other) || 0) - (scores.get(one) || 0) || other - one)
    .slice(0, Math.max(READ, limit));
  const read = await Promise.all(pages.map(async (page) => judged(index, asked, page, await pageText(index, page))));
  const alike = read.filter((one) => one !== null);
  return alike.sort((one, other) => other.score - one.score || other.page - one.page);
}

/* 记分 ——————————————————————————————————————————————————— */

/* 每页的分：问话自己的字对，或者同义词的，取多的。 */
/** @type {(index: SearchIndex, asked: Weighed) => Scores} */
function scoresOf(index, asked) {
  const pages = new Set([...asked.holders.values()].flatMap((held) => [...held.keys()]));
  return new Map([...pages].map((page) => [page, PRIOR[index.pages.kind[page]] * sumOn(index, asked, page).sum]));
}

/** @type {(index: SearchIndex, asked: Weighed, page: PageNumber) => { sum: number, vias: string[] }} */
function sumOn(index, asked, page) {
  /** @type {(pair: string) => number} */
  const worth = (pair) => {
    const found = times(index, page, asked.holders.get(pair)?.get(page));
    return found ? ((asked.weights.get(pair) || 0) * found * (1 + SATURATED)) / (found + SATURATED) : 0;
  };
  const own = new Map(asked.terms.filter(({ of }) => !of).map(({ pair }) => [pair, worth(pair)]));
  let sum = [...own.values()].reduce((one, other) => one + other, 0),
    vias = [];
  for (const { word, others } of asked.alike) {
    const mine = pairsOf(word).reduce((total, pair) => total + (own.get(pair) || 0), 0);
    const best = others
      .map((other) => ({ other, score: OTHER * averaged(asked, other, word, worth) }))
      .reduce((one, other) => (other.score > one.score ? other : one), { other: "", score: mine });
    if (best.other) {
      sum += best.score - mine;
      vias.push(best.other);
    }
  }
  return { sum, vias };
}

/* 同义词的各对多半要有，缺的折扣；长短不同的按原词的长短折算。原词文中有的，同义词不比原词更重：少见的说法不因少见而在前。 */
/** @type {(asked: Weighed, other: string, word: string, worth: (pair: string) => number) => number} */
function averaged(asked, other, word, worth) {
  const mine = asked.terms.filter(({ of }) => of === other).map(({ pair }) => pair);
  const found = mine.map(worth);
  const there = found.filter(Boolean).length / (found.length || 1);
  if (there < MOST_THERE) return 0;
  const own = meanOf(pairsOf(word).map((pair) => asked.weights.get(pair) || 0)),
    others = meanOf(mine.map((pair) => asked.weights.get(pair) || 0));
  const lessened = own && others > own ? own / others : 1;
  return there * meanOf(found) * Math.max(pairsOf(word).length, 1) * lessened;
}

/** @type {(values: number[]) => number} */
const meanOf = (values) => values.reduce((one, other) => one + other, 0) / (values.length || 1);

/* 索引只记常有与否，大略折成次数；题中的另加，长文里的减。 */
/** @type {(index: SearchIndex, page: PageNumber, held: Holder | undefined) => number} */
function times(index, page, held) {
  if (!held) return 0;
  const length = 2 ** (index.pages.size?.[page] ?? 10) / 1000;
  const body = held.often ? OFTEN : held.body ? 1 : 0;
  return (
    body / (1 - LENGTHS + LENGTHS * Math.min(length, 8)) +
    (held.head ? HEAD / (0.6 + 0.4 * (index.pages.title[page] / 8)) : 0)
  );
}

/* 核对 ——————————————————————————————————————————————————— */

/* 读了正文再记分：整段相连的、同在一段里的更像。 */
/** @type {(index: SearchIndex, asked: Weighed, page: PageNumber, text: PageText) => Judged | null} */
function judged(index, asked, page, text) {
  const { lines: all, heads } = foldedPage(text);
  const lines = all.map((line) => line.text);
  const { vias, sum } = sumOn(index, asked, page);
  const spans = [...asked.spans, ...vias.map(fold)];
  const held = lines.map((line) => runsIn(line, spans));
  const strength = held.map((runs) => strengthOf(runs, asked));
  const best = strength.reduce((one, other, n) => (other > strength[one] ? n : one), 0);
  if (!strength[best]) return null;
  const printed = lines.join("\n");
  const joined = runsIn(printed, spans);
  const met = metBy(asked, joined, vias);
  const named = isNamed(asked, vias, joined, printed);
  const covered = asked.own.filter((pair) => met.has(pair)).length / asked.own.length;
  const inHead = strengthOf(runsIn(lines.slice(0, heads).join("\n"), spans), asked);
  return {
    page,
    via: vias.find((via) => joined.includes(fold(via))) || "",
    share: named ? 1 : Math.max(asked.share(met), strengthOf(joined, asked) / asked.total),
    whole:
      named && shareOfWords(asked, met) >= LIKE
        ? 1
        : Math.max(covered, new Set(joined.flatMap(pairsOf)).size / asked.own.length),
    said:
      covered >= LIKE &&
      saysAll(
        asked.spans,
        met,
        asked.alike.map(({ word }) => word),
      ),
    score: PRIOR[index.pages.kind[page]] * (sum + strength[best] * PASSAGE + inHead * HEADING + longest(joined) * RUN),
    hit: passageHit(text, lines, held, best, heads),
  };
}

/* 有没有整个的同义词。“培训”自己分量重，没有换成“校外培训”的，文中有，也算有了；两个字的太平常。 */
/** @type {(asked: Weighed, vias: string[], joined: string[], printed: string) => boolean} */
function isNamed({ alike, terms }, vias, joined, printed) {
  const whole = [...alike.map(({ word }) => word), ...vias.map(fold)];
  return (
    joined.some((run) => whole.includes(run)) || terms.some(({ of }) => of.length > 2 && printed.includes(fold(of)))
  );
}

/* 问话的哪些字对，正文里有；整个的同义词也算原词有了。 */
/** @type {(asked: Weighed, joined: string[], vias: string[]) => Set<string>} */
function metBy(asked, joined, vias) {
  const there = new Set(joined);
  const told = asked.alike.filter(
    ({ word, others }) =>
      there.has(word) ||
      others.some((other) => vias.includes(other) && joined.some((run) => run.includes(fold(other)))),
  );
  return new Set([...joined, ...told.map(({ word }) => word)].flatMap(pairsOf));
}
