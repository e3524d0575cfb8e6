/* 按字号查：机关代字、年份、号。只有一件就去，有几件就列出来选，没有就列出最近的。 */
import { fold } from "./fold.js";
import { element, link, put } from "./hits.js";
import { findNumbers, numberWords } from "./numbered.js";
import { directory, pageText, records } from "./store.js";

const FINDER_WORDS = wording("search_finder");

const MOST_ROWS = 30;

/** @typedef {HTMLFormElement & { elements: Record<"code" | "y" | "n", HTMLInputElement> }} Finder */

/** @type {(form: Finder) => Promise<void>} */
export async function find(form) {
  const index = await directory();
  const { numbers } = await records(index.names);
  const codes = form.elements.code.list;
  for (const [code] of numbers) element("option", codes).value = code;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form, index);
  });
}

/** @type {(form: Finder, index: SearchIndex) => Promise<void>} */
async function answer(form, index) {
  const { code, y, n } = form.elements;
  const asked = { code: fold(code.value), year: Number(fold(y.value)), n: Number(fold(n.value)) };
  const found = await findNumbers(index, asked);
  const rows = found ? [...found.rows, ...found.near].slice(0, MOST_ROWS) : [];
  const texts = await Promise.all(rows.map((row) => pageText(index, row.page)));
  if (found?.rows.length === 1) {
    location.href = link(texts[0].url);
    return;
  }
  form.querySelector("[role=status]").textContent = words(asked, found);
  const list = form.querySelector(".list");
  list.replaceChildren();
  rows.forEach((row, place) => {
    const item = element("li", list);
    const anchor = element("a", element("h3", item));
    anchor.href = link(texts[place].url);
    anchor.textContent = texts[place].title;
    element("span", element("p", item, "meta")).textContent = numberWords(row);
  });
}

/** @type {(asked: DocumentNumber, found: FoundNumbers | null) => string} */
function words({ code, year, n }, found) {
  if (found?.rows.length) return put(FINDER_WORDS.choose, { number: found.rows.length });
  const asked = numberWords({ code: code || "", year, n });
  return put(found ? FINDER_WORDS.nearest : FINDER_WORDS.none, { asked });
}
