/* 记住的搜索：只记在这台设备上。记下当时有哪几期，以后多出来的几期里有没有，到搜索页来时再查。 */
import { datesAsked, readWhole } from "./asked.js";
import { CONDITIONS, filtersOf, queryOf, written } from "./conditions.js";
import { offerFeed } from "./feeds.js";
import { valueWords } from "./filters.js";
import { element, link, put } from "./hits.js";
import { open, take } from "./inquiry.js";
import { directory } from "./store.js";
import { passing } from "./values.js";

const SAVED_WORDS = wording("search_saved");
const STORE = "searches",
  MOST_SAVED = 20,
  COUNTED = 50;

/** @typedef {{ asked: string, seen: string[] }} Saved asked 是地址里问号以后的，seen 是记住时已有的各期 */

/** @type {() => Saved[]} */
function saved() {
  try {
    /** @type {Saved[]} */
    const found = JSON.parse(localStorage.getItem(STORE) || "[]");
    return found.filter(({ asked, seen }) => typeof asked === "string" && Array.isArray(seen));
  } catch {
    return [];
  }
}

/* 存不下、不许存的，是 false。 */
/** @type {(all: Saved[]) => boolean} */
function keep(all) {
  try {
    localStorage.setItem(STORE, JSON.stringify(all.slice(0, MOST_SAVED)));
    return true;
  } catch {
    return false;
  }
}

/** @type {(index: SearchIndex) => string[]} */
const issuesNow = (index) => index.issues.map(([folder]) => folder.slice(0, folder.lastIndexOf("-")));

/* 结果下面的按钮：记住，或者不再记。记住的看过了，就从现在的几期算起。 */
/** @type {(found: Element, index: SearchIndex, query: string, filters: Conditions) => void} */
export function offerSaving(found, index, query, filters) {
  const asked = written(query, filters);
  const others = () => saved().filter((one) => one.asked !== asked);
  const remember = () => keep([{ asked, seen: issuesNow(index) }, ...others()]);
  const line = element("p", found, "more");
  const button = element("button", line, "btn");
  const note = element("p", found, "quiet small");
  button.type = "button";
  /** @type {(on: boolean) => void} */
  const label = (on) => {
    button.textContent = on ? SAVED_WORDS.forget : SAVED_WORDS.remember;
    button.setAttribute("aria-pressed", String(on));
    note.textContent = on ? SAVED_WORDS.remembered : SAVED_WORDS.here_only;
  };
  const known = saved().some((one) => one.asked === asked);
  if (known) remember();
  label(known);
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") === "true";
    if (on ? keep(others()) : remember()) label(!on);
    else note.textContent = SAVED_WORDS.not_kept;
  });
  offerFeed(found, query.trim(), filters, valueWords);
}

/* 只有条件、没有要查的话：符合的有几件，可以记住，是一个目录的可以订阅。 */
/** @type {(found: Element, filters: Conditions, still: Still) => Promise<{ name: string, count: number } | null>} */
export async function offerFilters(found, filters, still) {
  const index = await directory();
  if (!still()) return null;
  offerSaving(found, index, "", filters);
  const name = conditionsOf(new URLSearchParams(written("", filters)));
  return { name, count: allPassing(index, filters).length };
}

/** @type {(index: SearchIndex, filters: Conditions) => PageNumber[]} */
const allPassing = (index, filters) => [...index.issueOf.keys()].filter(passing(index, filters));

/* 搜索页还没有查什么时：列出记住的，各多了几件。 */
/** @type {(before: Element, still: Still) => Promise<void>} */
export async function listSaved(before, still) {
  const all = saved();
  if (!all.length) return;
  const index = await directory();
  if (!still()) return;
  const box = element("section", null, "prose saved");
  before.before(box);
  element("h2", box).textContent = SAVED_WORDS.title;
  element("p", box, "small quiet").textContent = SAVED_WORDS.here_only;
  const list = element("ul", box);
  for (const one of all) await addSaved(list, index, one, () => box.remove());
}

/** @type {(list: Element, index: SearchIndex, one: Saved, emptied: () => void) => Promise<void>} */
async function addSaved(list, index, one, emptied) {
  const item = element("li", list);
  const values = new URLSearchParams(one.asked);
  const anchor = element("a", item);
  anchor.textContent = searchName(values);
  anchor.href = `${link("/search/")}?${one.asked}`;
  const told = element("span", item, "small");
  const button = element("button", item, "btn");
  button.type = "button";
  button.textContent = SAVED_WORDS.forget;
  button.setAttribute("aria-label", put(SAVED_WORDS.forget_this, { words: anchor.textContent }));
  button.addEventListener("click", () => {
    keep(saved().filter(({ asked }) => asked !== one.asked));
    item.remove();
    if (!list.children.length) emptied();
  });
  const count = await newHits(index, values, one.seen).catch(() => null);
  if (count === null) told.textContent = SAVED_WORDS.failed;
  else
    told.textContent = count
      ? put(count < COUNTED ? SAVED_WORDS.fresh : SAVED_WORDS.many, { count })
      : SAVED_WORDS.none;
  // 新的在前。
  if (count) anchor.href += "&sort=date";
}

/* 多出来的几期里有几件；没有多出来的，不必查。 */
/** @type {(index: SearchIndex, values: URLSearchParams, seen: string[]) => Promise<number>} */
async function newHits(index, values, seen) {
  const known = new Set(seen);
  const fresh = new Set(issuesNow(index).flatMap((issue, n) => (known.has(issue) ? [] : [n])));
  if (!fresh.size) return 0;
  const query = queryOf(values);
  if (!query.trim())
    return allPassing(index, filtersOf(values)).filter((page) => fresh.has(index.issueOf[page])).length;
  const asked = await open(datesAsked(readWhole(index, query), query) || query, { filters: filtersOf(values) });
  const pages = asked.pages.filter((page) => fresh.has(index.issueOf[page]));
  return (await take(asked, pages, COUNTED)).length;
}

/** @type {(values: URLSearchParams) => string} */
const conditionsOf = (values) =>
  CONDITIONS.flatMap((name) => values.getAll(name).map((value) => valueWords(name, value))).join(SAVED_WORDS.comma);

/* 要查的话和条件，给人看的。 */
/** @type {(values: URLSearchParams) => string} */
function searchName(values) {
  const conditions = conditionsOf(values);
  if (!queryOf(values).trim()) return conditions;
  const query = put(SAVED_WORDS.quoted, { words: queryOf(values) });
  return conditions ? put(SAVED_WORDS.narrowed, { query, conditions }) : query;
}
