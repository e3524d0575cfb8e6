/* 一段文字里有问话的哪些片段，合起来有多重；最像的一段作摘录。 */
import { describe } from "./describe.js";
import { pairsOf } from "./question.js";

const TRIES = 4,
  AROUND_WORD = 8;

/* 一段里有问话的哪些片段，两个字以上，长的算一个；两个字的要真是一个词，“推进城市”里没有“进城”。 */
/** @type {(line: string, spans: string[]) => string[]} */
export function runsIn(line, spans) {
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
/** @type {(line: string, run: string) => boolean} */
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

/** @type {Intl.Segmenter} */
let segmenter;

const cutter = () => {
  segmenter ||= new Intl.Segmenter("zh", { granularity: "word" });
  return segmenter;
};

/** @type {(runs: string[], asked: import("./terms.js").Weighed) => number} */
export function strengthOf(runs, asked) {
  const pairs = new Set(runs.flatMap(pairsOf));
  let sum = 0;
  for (const pair of pairs) sum += asked.weights.get(pair) ?? 1;
  return Math.min(sum, asked.total * 1.5);
}

/** @type {(runs: string[]) => number} */
export const longest = (runs) => runs.reduce((most, run) => Math.max(most, run.length), 0);

/* 标出最像的一段里的片段，摘录也取那一段。 */
/** @type {(text: PageText, lines: string[], held: string[][], best: number, heads: number) => Hit} */
export function passageHit(text, lines, held, best, heads) {
  const body = best < heads ? held.findIndex((runs, n) => n >= heads && runs.length) : best;
  const wanted = [best, body].filter((n) => n >= 0);
  /** @type {Span[]} */
  const found = [];
  let at = 0;
  lines.forEach((line, n) => {
    if (wanted.includes(n)) for (const run of held[n]) found.push(...runPlaces(line, run, at));
    at += line.length;
  });
  found.sort((one, other) => one[0] - other[0]);
  const words = [...new Set(wanted.flatMap((n) => held[n]))].map(asWord);
  return describe(text, words, merged(found));
}

/** @type {(run: string) => Word} */
const asWord = (run) => ({ written: run, text: run, percents: [], dates: [] });

/** @type {(line: string, run: string, at: number) => Span[]} */
function runPlaces(line, run, at) {
  /** @type {Span[]} */
  const found = [];
  for (let from = line.indexOf(run); from >= 0; from = line.indexOf(run, from + run.length))
    found.push([at + from, at + from + run.length]);
  return found;
}

/** @type {(found: Span[]) => Span[]} */
function merged(found) {
  /** @type {Span[]} */
  const kept = [];
  for (const [from, to] of found) {
    const last = kept.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else kept.push([from, to]);
  }
  return kept;
}
