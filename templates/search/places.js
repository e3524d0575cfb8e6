/* 一页的文字折叠以后，所查的词在哪里。 */
import { fold, foldWithPlaces, learn } from "./fold.js";

/** @type {(text: PageText) => FoldedPage} */
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
/** @type {(folded: FoldedPage, text: PageText, word: Word) => Span[] | null} */
export function occurrences(folded, text, word) {
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

/** @type {(folded: { text: string, lines?: FoldedLine[] }, text: string, percents: number[]) => Span[]} */
export function places(folded, text, percents) {
  /** @type {Span[]} */
  const found = [];
  for (let at = folded.text.indexOf(text); at >= 0; at = folded.text.indexOf(text, at + text.length)) {
    const start = at;
    if (percents.every((length) => percentAfter(folded, start + length - 1))) found.push([start, start + text.length]);
  }
  return found;
}

/** @type {(folded: FoldedPage, text: string) => Span[]} */
function loosePlaces(folded, text) {
  /** @type {number[]} */
  const kept = [];
  for (let n = 0; n < folded.text.length; n += 1) if (folded.text[n] !== ".") kept.push(n);
  const pointless = { text: kept.map((n) => folded.text[n]).join("") };
  return places(pointless, text.replaceAll(".", ""), []).map(([start, end]) => [kept[start], kept[end - 1] + 1]);
}

/** @type {(folded: { lines?: FoldedLine[] }, at: number) => boolean} */
function percentAfter(folded, at) {
  const line = folded.lines?.findLast((one) => one.at <= at && one.text);
  return line !== undefined && /^\s*[%％]/u.test(line.words.slice(placesIn(line).ends[at - line.at]));
}

/* 折出的字在原文里的位置：有词语的行才算。 */
/** @type {(line: FoldedLine) => FoldedText} */
export const placesIn = (line) => (line.places ||= foldWithPlaces(line.words));
