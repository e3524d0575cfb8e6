/* 相关结果：问话里的字对，按少见的程度记分，在我们自己的索引里找；题目里的、短文里的更重。最像的一段作摘录。 */
import { describe } from "./describe.js";
import { fold } from "./fold.js";
import { foldedPage } from "./places.js";
import { postings, shardFile } from "./postings.js";
import { pairsOf, spansOf, synonymsIn } from "./question.js";
import { units } from "./shorter.js";
import { isAsked, pageText } from "./store.js";
import { passing } from "./values.js";

/* 取多少字对：先以这么多文件为限，落在已取的文件里的不算；最像的也不大像时，再放宽一次。 */
const FILES = 6,
  MORE_FILES = 3,
  EACH_PART = 3,
  MOST_PAIRS = 8,
  MOST_FETCHED = 14,
  EACH_OTHER = 2,
  OTHER = 0.95,
  READ = 5,
  LIKE = 0.5;
const HEAD = 5,
  OFTEN = 5,
  SATURATED = 1.4,
  LENGTHS = 0.45;
const MOST_THERE = 0.6,
  TRIES = 4,
  AROUND_WORD = 8;
const IN_WORD = 0.5,
  FETCHED = 0.3;
const PASSAGE = 1.2,
  HEADING = 1,
  RUN = 0.25;
/* 文件、附件、大事记：一样像的，先给文件。 */
const OF_ATTACHMENT = 0.85,
  OF_ENTRY = 0.9;
const PRIOR = [1, OF_ATTACHMENT, OF_ENTRY];
/* 至少合上问话的这么多，或者有整个的同义词，才算相关。 */
const LEAST = 0.22,
  NEAR_BEST = 0.2;

/* 最像问话的网页，像的在前；via 是替换用的同义词。without 里的网页不要。 */
export async function rank(index, query, { filters = {}, limit = READ, without = new Set() } = {}) {
  const passes = passing(index, filters);
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
    .map(({ hit, via, page, whole }) => ({ ...hit, via, page_number: page, likeness: whole }));
}

/* 按索引最像的几页，读了正文再排。 */
async function likeliest(index, wanted, allowed, limit) {
  const asked = await weighed(index, wanted);
  if (!asked.total) return [];
  const scores = scoresOf(index, asked);
  const pages = [...scores.keys()]
    .filter(allowed)
    .sort((one, other) => scores.get(other) - scores.get(one) || other - one)
    .slice(0, Math.max(READ, limit));
  const read = await Promise.all(pages.map(async (page) => judged(index, asked, page, await pageText(index, page))));
  return read.filter(Boolean).sort((one, other) => other.score - one.score || other.page - one.page);
}

/* 要查的字对 ———————————————————————————————————————————————— */

/* 每项 {pair, of}：of 是替换用的同义词，问话自己的是空。要紧的在前：问话的两对，同义词的一对，依次轮着来。 */
function termsOf(index, query) {
  const spans = spansOf(query, index.synonyms);
  const own = [...new Set(spans.flatMap(pairsOf))].filter((pair) => !/^[0-9.]+$/.test(pair));
  const chosen = rarest(index, own, pairsInWords(spans), MOST_PAIRS).map((pair) => ({ pair, of: "", word: "" }));
  const alike = synonymsIn(index.synonyms, spans);
  const others = alike.flatMap(({ word, others }) =>
    others.map((other) =>
      rarest(index, pairsOf(fold(other)), new Set(), EACH_OTHER).map((pair) => ({ pair, of: other, word })),
    ),
  );
  const inTurn = [0, 1].flatMap((n) => others.flatMap((pairs) => pairs.slice(n, n + 1)));
  const terms = [];
  while (chosen.length || inTurn.length) terms.push(...chosen.splice(0, 2), ...inTurn.splice(0, 1));
  return { own, terms, alike, spans };
}

/* 取得起的：文件不过 files 个，字对不过 MOST_FETCHED 对。 */
function affordable(index, terms, files) {
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
const pairsInWords = (spans) => new Set(spans.flatMap((span) => units(span)).flatMap(pairsOf));

/* 不在常见之列的在前，同在一个词里的先于跨着词的，已经取来的先于还没取的；一样的，隔一个取一个。 */
function rarest(index, pairs, within, most) {
  const isHere = (pair) => index.parts.every((part) => isAsked(shardFile(part, pair)));
  const worth = (pair) =>
    (index.rarity.get(pair) ?? 1) + (within.has(pair) ? IN_WORD : 0) + (isHere(pair) ? FETCHED : 0);
  return pairs
    .map((pair, n) => ({ pair, n }))
    .sort((one, other) => worth(other.pair) - worth(one.pair) || (one.n % 2) - (other.n % 2) || one.n - other.n)
    .slice(0, most)
    .map(({ pair }) => pair);
}

/* 取来各字对所在的网页，算出各对的分量。 */
async function weighed(index, asked) {
  const holders = new Map();
  await Promise.all(
    [...new Set(asked.terms.map(({ pair }) => pair))].map(async (pair) =>
      holders.set(pair, await holdersOf(index, pair)),
    ),
  );
  const weights = new Map();
  for (const [pair, pages] of holders)
    weights.set(pair, pages.size ? Math.log(1 + (index.count - pages.size + 0.5) / (pages.size + 0.5)) : 0);
  const own = asked.terms.filter(({ of }) => !of);
  const absent = Math.log(1 + index.count);
  // 文中一处也没有的字对，也是问话的一部分，只是记得轻些。
  const total = own.reduce((sum, { pair }) => sum + (weights.get(pair) || absent / 4), 0);
  return { ...asked, holders, weights, total: [...weights.values()].some(Boolean) ? total : 0 };
}

/* 哪些网页有一个字对：页 → {head 题中有, often 常有}。 */
export async function holdersOf(index, pair) {
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

/* 记分 ——————————————————————————————————————————————————— */

/* 每页的分：问话自己的字对，或者同义词的，取多的。 */
function scoresOf(index, asked) {
  const pages = new Set([...asked.holders.values()].flatMap((held) => [...held.keys()]));
  return new Map([...pages].map((page) => [page, PRIOR[index.pages.kind[page]] * sumOn(index, asked, page).sum]));
}

function sumOn(index, asked, page) {
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

/* 同义词的各对多半要有，缺的折扣；长短不同的按原词的长短折算。 */
function averaged(asked, other, word, worth) {
  const pairs = asked.terms.filter(({ of }) => of === other).map(({ pair }) => worth(pair));
  const there = pairs.filter(Boolean).length / (pairs.length || 1);
  if (there < MOST_THERE) return 0;
  return (there * pairs.reduce((one, two) => one + two, 0) * Math.max(pairsOf(word).length, 1)) / pairs.length;
}

/* 索引只记常有与否，大略折成次数；题中的另加，长文里的减。 */
function times(index, page, held) {
  if (!held) return 0;
  const length = 2 ** (index.pages.size?.[page] ?? 10) / 1000;
  const body = held.often ? OFTEN : held.body ? 1 : 0;
  return (
    body / (1 - LENGTHS + LENGTHS * Math.min(length, 8)) +
    (held.head ? HEAD / (0.6 + 0.4 * (index.pages.title[page] / 8)) : 0)
  );
}

/* 核对、摘录 ————————————————————————————————————————————————— */

/* 读了正文再记分：整段相连的、同在一段里的更像。 */
function judged(index, asked, page, text) {
  const { lines: printed, heads } = foldedPage(text);
  const lines = printed.map((line) => line.text);
  const { vias, sum } = sumOn(index, asked, page);
  const spans = [...asked.spans, ...vias.map(fold)];
  const held = lines.map((line) => runsIn(line, spans));
  const strength = held.map((runs) => strengthOf(runs, asked));
  const best = strength.reduce((one, other, n) => (other > strength[one] ? n : one), 0);
  if (!strength[best]) return null;
  const joined = runsIn(lines.join("\n"), spans);
  const share = strengthOf(joined, asked) / asked.total;
  const whole = [...asked.alike.map(({ word }) => word), ...vias.map(fold)];
  const named = joined.some((run) => whole.includes(run));
  const inHead = strengthOf(runsIn(lines.slice(0, heads).join("\n"), spans), asked);
  return {
    page,
    via: vias.find((via) => joined.includes(fold(via))) || "",
    share: named ? 1 : share,
    whole: named ? 1 : new Set(joined.flatMap(pairsOf)).size / asked.own.length,
    score: PRIOR[index.pages.kind[page]] * (sum + strength[best] * PASSAGE + inHead * HEADING + longest(joined) * RUN),
    hit: shown(text, lines, held, best, heads),
  };
}

/* 一段里有问话的哪些片段，两个字以上，长的算一个；两个字的要真是一个词，“推进城市”里没有“进城”。 */
function runsIn(line, spans) {
  const found = new Set();
  for (const span of spans) {
    const signs = [...span];
    for (let from = 0; from < signs.length - 1; ) {
      let to = from + 1;
      while (to < signs.length && line.includes(signs.slice(from, to + 1).join(""))) to += 1;
      const run = signs.slice(from, to).join("");
      if (to - from > 2 || (to - from === 2 && isWordIn(line, run))) found.add(run);
      from = Math.max(to - 1, from + 1);
    }
  }
  return [...found];
}

/* 前几处里，有一处前后都是词的边界；浏览器不会切词的，都算。 */
function isWordIn(line, run) {
  if (!Intl.Segmenter) return true;
  let at = line.indexOf(run);
  for (let tries = 0; at >= 0 && tries < TRIES; tries += 1) {
    const start = Math.max(0, at - AROUND_WORD);
    const near = [...cutter().segment(line.slice(start, at + run.length + AROUND_WORD))];
    const ends = new Set(
      near.map(({ index }) => index).concat(near.reduce((sum, { segment }) => sum + segment.length, 0)),
    );
    if (ends.has(at - start) && ends.has(at - start + run.length)) return true;
    at = line.indexOf(run, at + run.length);
  }
  return false;
}

let segmenter;

const cutter = () => {
  segmenter ||= new Intl.Segmenter("zh", { granularity: "word" });
  return segmenter;
};

function strengthOf(runs, asked) {
  const pairs = new Set(runs.flatMap(pairsOf));
  let sum = 0;
  for (const pair of pairs) sum += asked.weights.get(pair) ?? 1;
  return Math.min(sum, asked.total * 1.5);
}

const longest = (runs) => runs.reduce((most, run) => Math.max(most, run.length), 0);

/* 标出最像的一段里的片段，摘录也取那一段。 */
function shown(text, lines, held, best, heads) {
  const body = best < heads ? held.findIndex((runs, n) => n >= heads && runs.length) : best;
  const wanted = [best, body].filter((n) => n >= 0);
  const found = [];
  let at = 0;
  lines.forEach((line, n) => {
    if (wanted.includes(n)) for (const run of held[n]) found.push(...runPlaces(line, run, at));
    at += line.length;
  });
  found.sort((one, other) => one[0] - other[0]);
  const words = [...new Set(wanted.flatMap((n) => held[n]))].map((run) => ({
    written: run,
    text: run,
    percents: [],
    dates: [],
  }));
  return describe(text, words, merged(found));
}

function runPlaces(line, run, at) {
  const found = [];
  for (let from = line.indexOf(run); from >= 0; from = line.indexOf(run, from + run.length))
    found.push([at + from, at + from + run.length]);
  return found;
}

function merged(found) {
  const kept = [];
  for (const [from, to] of found) {
    const last = kept.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else kept.push([from, to]);
  }
  return kept;
}
