/* 一件结果怎样显示。 */

import { isOver } from "./standing.js";

const HIT_WORDS = wording("search_hits");
const STATES = wording("states");
const SITE = new URL("../", import.meta.url);

/** @type {<K extends TagName>(name: K, parent?: Element | null, style?: string) => HTMLElementTagNameMap[K]} */
export function element(name, parent, style) {
  const made = document.createElement(name);
  if (style) made.className = style;
  parent?.append(made);
  return made;
}

/* 公开数据里的地址变成链接；marks 是到了那里要标出的话。 */
/** @type {(url: string, marks?: string[], anchor?: string) => string} */
export function link(url, marks = [], anchor = "") {
  const [path, place] = url.split("#");
  const target = new URL(path.replace(/^\/+/, ""), SITE);
  for (const words of marks) target.searchParams.append("mark", words);
  target.hash = anchor || place || "";
  return target.href;
}

/* 一句话里花括号的地方填上 values 里的。 */
/** @type {(words: string, values: Values) => string} */
export const put = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

/** @type {(parent: Element, segments: Segment[]) => void} */
function write(parent, segments) {
  for (const { text, mark } of segments) {
    if (mark) element("mark", parent).textContent = text;
    else parent.append(text.replaceAll("\t", "　"));
  }
}

/** @type {(iso: IsoDay) => string} */
const printedDate = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return put(HIT_WORDS.date, { year, month, day });
};

/** @type {(hit: Hit) => string[]} */
function facts(hit) {
  const page = hit.page ? put(HIT_WORDS.page, hit) : "";
  if (hit.owner)
    return [hit.owner.number ? put(HIT_WORDS.attachment_of, hit.owner) : HIT_WORDS.attachment, hit.issue + page];
  if (hit.group === "chronicle") return [HIT_WORDS.chronicle, hit.date && printedDate(hit.date), hit.issue + page];
  return [
    hit.number,
    hit.kind,
    hit.issuers.join(HIT_WORDS.enumeration),
    hit.date && printedDate(hit.date),
    hit.issue + page,
  ];
}

/** @type {(list: Element, hit: Hit) => HTMLLIElement} */
export function hitItem(list, hit) {
  const item = element("li", list);
  const heading = element("h3", item);
  if (STATES[hit.standing])
    element("span", heading, isOver(hit.standing) ? "st off" : "st").textContent = STATES[hit.standing];
  const title = element("a", heading);
  title.href = link(hit.url, hit.printed);
  write(title, hit.heading);
  const meta = element("p", item, "meta");
  for (const fact of facts(hit)) if (fact) element("span", meta).textContent = fact;
  if (hit.excerpt.length) write(element("p", item, "ex"), hit.excerpt);
  placeLinks(item, hit);
  return item;
}

/* 文中各处，点了就到那一段。 */
/** @type {(item: Element, hit: Hit) => void} */
function placeLinks(item, hit) {
  if (!hit.places.length && !hit.owner) return;
  const line = element("p", item, "at");
  if (hit.times && hit.places.length) element("span", line, "quiet").textContent = put(HIT_WORDS.times, hit);
  for (const { anchor, label } of hit.places) {
    const place = element("a", line);
    place.href = link(hit.url, hit.printed, anchor);
    place.textContent = label;
  }
  if (!hit.owner) return;
  const owner = element("a", line);
  owner.href = link(hit.owner.url, hit.printed);
  owner.textContent = put(HIT_WORDS.in_document, hit.owner);
}
