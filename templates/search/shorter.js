/* 一句话少写几个字：按词断开，数连着量词，日期、字号、姓名都不断开。 */
import { fold } from "./fold.js";
import { spansOf } from "./question.js";
import { records } from "./store.js";

const MOST_SHORTER = 8;
/* 数连同它前后的：2024年10月29日、106号、50万元、第三条。 */
const ATOM =
  /(?:\d+年)?\d+月\d+[日号]|(?:\d+年)?\d+月|\d+年|第?[0-9.]+(?:号|期|条|款|项|批|届|次|届|[万亿千百]*(?:元|人|亩|吨|户|个|家|名|处|公里|平方米|米|%)|[万亿千百]+)?|[a-z]+[0-9.]*/gu;

/* 可以试的短些的话，长的在前。 */
/** @type {(asked: Inquiry) => Promise<string[]>} */
export async function shorterParts(asked) {
  const names = (await records(asked.index.names)).persons.map(([name]) => fold(name));
  const spans = spansOf(asked.words.flatMap((word) => word.written).join(" "));
  const found = spans.flatMap((span) => partsOf(units(span, names)));
  const whole = new Set(asked.words.length > 1 ? [] : asked.words.map(({ text }) => text));
  return [...new Set(found)]
    .filter((words) => !whole.has(words))
    .sort((one, other) => other.length - one.length)
    .slice(0, MOST_SHORTER);
}

/* 切成词；浏览器不会切的，一段不断。 */
/** @type {(span: string, names?: string[]) => string[]} */
export function units(span, names = []) {
  const fixed = [...span.matchAll(ATOM)].map(({ 0: words, index }) => [index, index + words.length]);
  for (const name of names)
    for (let at = span.indexOf(name); at >= 0 && name; at = span.indexOf(name, at + name.length))
      fixed.push([at, at + name.length]);
  const ends = Intl.Segmenter
    ? [...new Intl.Segmenter("zh", { granularity: "word" }).segment(span)].map(
        ({ index, segment }) => index + segment.length,
      )
    : [span.length];
  const cuts = ends.filter((end) => !fixed.some(([from, to]) => end > from && end < to));
  for (const [from, to] of fixed) cuts.push(from, to);
  const sorted = [...new Set([0, ...cuts, span.length])]
    .filter((cut) => !fixed.some(([from, to]) => cut > from && cut < to))
    .sort((one, other) => one - other);
  return sorted.slice(1).map((cut, n) => span.slice(sorted[n], cut));
}

/* 去掉头上或末尾的词，再短就只剩一个词；单个的字不算。 */
/** @type {(words: string[]) => string[]} */
function partsOf(words) {
  /** @type {string[]} */
  const parts = [];
  for (let size = words.length; size > 0; size -= 1) {
    parts.push(words.slice(0, size).join(""), words.slice(-size).join(""));
  }
  return parts.concat(words).filter((part) => part.length > 1 && !/^[0-9.]+$/.test(part));
}
