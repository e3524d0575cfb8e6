/* 结果怎样给人看：各项情况、标出词语的标题和摘录、文中各处。 */
import { fold } from "./fold.js";
import { foldedPage, places, placesIn } from "./places.js";
import { stateOn, today } from "./standing.js";

const BEFORE = 20,
  AROUND = 96,
  MOST_PLACES = 3;

/** @typedef {{ line: FoldedLine, marks: Span[] }} MarkedLine 一行和它要标出的起止处，按原文计 */

/* 一件结果：各项情况、标出词语的标题和摘录、文中各处。 */
/** @type {(text: PageText, words?: Word[], found?: Span[]) => Hit} */
export function describe(text, words = [], found = []) {
  const { lines, heads } = foldedPage(text);
  const marked = lines.map((line) => ({ line, marks: marksIn(line, found) }));
  const body = marked.slice(heads);
  const hits = body.filter(({ marks }) => marks.length);
  return {
    ...factsOf(text),
    group: text.owner ? "attachment" : heads ? "document" : "chronicle",
    heading: segments(text.title.normalize("NFC"), words),
    excerpt: excerpt(best(hits) || body.find(({ line }) => line.text.length > 12) || body[0]),
    times: found.filter(([start]) => start >= (body[0]?.line.at ?? 0)).length,
    places: placesOf(lines, hits),
    printed: printed(marked, found, words),
  };
}

/* 记着的各项情况；没有的，索引里不写。 */
/** @type {(text: PageText) => Omit<Hit, "group" | "heading" | "excerpt" | "times" | "places" | "printed">} */
function factsOf(text) {
  const { url, title, number = "", form = "", section = "", issuers = [], date = "", issue, page } = text;
  const standing = text.standing ? stateOn(text.standing, today()) : "";
  const owner = text.owner ? { title: text.owner[0], number: text.owner[1], url: text.owner[2] } : null;
  return { url, title, number, kind: form, section, issuers, date, issue, page, standing, owner };
}

const MOST_PRINTED = 5;

/* 所查的话在页上怎样印的，供到了那一页标出来；跨行的照查的写。 */
/** @type {(marked: MarkedLine[], found: Span[], words: Word[]) => string[]} */
function printed(marked, found, words) {
  /** @type {Set<string>} */
  const forms = new Set();
  for (const { line, marks } of marked) {
    const whole = found.filter(([start, end]) => start >= line.at && end <= line.at + line.text.length);
    if (whole.length === marks.length)
      for (const [start, end] of marks) forms.add(line.words.slice(start, end).replace(/\s+/gu, " "));
  }
  return forms.size ? [...forms].slice(0, MOST_PRINTED) : words.map((word) => word.text);
}

/* 一行里要标出的起止处，按原文计。 */
/** @type {(line: FoldedLine, found: Span[]) => Span[]} */
function marksIn(line, found) {
  /** @type {Span[]} */
  const marks = [];
  for (const [start, end] of found) {
    const first = Math.max(start - line.at, 0),
      last = Math.min(end - line.at, line.text.length);
    if (first < last) marks.push([placesIn(line).starts[first], placesIn(line).ends[last - 1]]);
  }
  return marks;
}

/* 摘录取词最多的一行，一样多取靠前的。 */
/** @type {(hits: MarkedLine[]) => MarkedLine | null} */
const best = (hits) =>
  hits.length ? hits.reduce((one, other) => (other.marks.length > one.marks.length * 2 ? other : one)) : null;

/** @type {(chosen: MarkedLine | null) => Segment[]} */
function excerpt(chosen) {
  if (!chosen) return [];
  const {
    line: { words },
    marks,
  } = chosen;
  const from = marks.length ? Math.max(0, marks[0][0] - BEFORE) : 0;
  const to = Math.min(words.length, Math.max(from + AROUND, marks.length ? marks[0][1] : 0));
  const cutMarks = marks
    .filter(([start]) => start < to)
    .map(/** @returns {Span} */ ([start, end]) => [start - from, Math.min(end, to) - from]);
  const pieces = split(words.slice(from, to), cutMarks);
  return [...(from ? [{ text: "……" }] : []), ...pieces, ...(to < words.length ? [{ text: "……" }] : [])];
}

/* 标题不一定是正文里的一行，单独标。 */
/** @type {(text: string, words: Word[]) => Segment[]} */
function segments(text, words) {
  const line = { at: 0, words: text, text: fold(text) };
  const folded = { lines: [line], text: line.text };
  const found = words.flatMap((word) => places(folded, word.text, [])).sort((one, other) => one[0] - other[0]);
  return split(text, marksIn(line, found));
}

/** @type {(text: string, marks: Span[]) => Segment[]} */
function split(text, marks) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of marks) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) pieces.push({ text: text.slice(done, from) });
    pieces.push({ text: text.slice(from, end), mark: true });
    done = end;
  }
  return done < text.length ? [...pieces, { text: text.slice(done) }] : pieces;
}

/* 词语所在的条、节：各记一处，至多三处。 */
/** @type {(lines: FoldedLine[], hits: MarkedLine[]) => Hit["places"]} */
function placesOf(lines, hits) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { line } of hits) {
    const above = lines.slice(0, lines.indexOf(line) + 1).findLast((one) => one.anchor);
    if (above?.anchor && !found.has(above.anchor)) found.set(above.anchor, above.label || "");
  }
  return [...found].slice(0, MOST_PLACES).map(([anchor, label]) => ({ anchor, label }));
}
