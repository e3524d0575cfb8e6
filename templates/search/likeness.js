/* 一页合上问话的多少：按词算，少见的词更重，文中一处也没有的词最重。 */
import { pairsOf } from "./question.js";
import { units } from "./shorter.js";

const LONG_ENOUGH = 5;

/* met 是正文里有的字对。切不出两个字的词的问话，照字对算。 */
/** @type {(asked: import("./terms.js").Weighed, met: Set<string>) => number} */
export function shareOfWords(asked, met) {
  const known = asked.alike.map(({ word }) => word);
  const words = [...new Set(asked.spans.flatMap((span) => units(span, known)))].filter((word) => word.length > 1);
  let all = 0,
    found = 0;
  for (const word of words) {
    const pairs = pairsOf(word);
    const weight = pairs.reduce((sum, pair) => sum + asked.weightOf(pair), 0) / pairs.length;
    const there = pairs.filter((pair) => met.has(pair)).length / pairs.length;
    all += weight;
    // “计算机”里的“计算”是另一个词。
    found += weight * there ** 2;
  }
  return all ? found / all : asked.share(met);
}

/* 问话的词是不是都有了，太短的说不准：两个字以上的词都在，散着的单字没有两个连在一起的——那多半是写错了。 */
/** @type {(spans: string[], met: Set<string>, known: string[]) => boolean} */
export const saysAll = (spans, met, known) =>
  spans.join("").length >= LONG_ENOUGH &&
  spans.every((span) => {
    const words = units(span, known);
    return words.every((word, n) =>
      word.length > 1 ? pairsOf(word).every((pair) => met.has(pair)) : !(n > 0 && words[n - 1].length === 1),
    );
  });
