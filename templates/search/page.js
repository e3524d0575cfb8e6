/* 搜索页：地址里写着查什么、按什么条件，页面照着显示。别的页上也载入这份脚本，为的是边写边提示、按字号查。 */
import { datesAsked, dayWords, pagesOn, placeOf, readWhole } from "./asked.js";
import { inQuotes } from "./beyond.js";
import { filtersOf, queryOf, some } from "./conditions.js";
import { element, link, put } from "./hits.js";
import { open } from "./inquiry.js";
import { rankEarly } from "./related.js";
import { show } from "./results.js";
import { listSaved, offerFilters } from "./saved.js";
import { directory, pageText } from "./store.js";
import { PAGE_WORDS } from "./words.js";

/** @type {(id: string) => HTMLElement} */
const at = (id) => document.getElementById(id);
/* 什么也没有查时，页上写着什么。 */
let start = { heading: "", status: "", title: "" },
  turn = 0;

/* 地址里的条件。 */
/** @typedef {{ query: string, filters: Conditions, sort: Order, shown: number }} State */
/** @type {() => State} */
function state() {
  const values = new URL(location.href).searchParams;
  return {
    query: queryOf(values),
    filters: filtersOf(values),
    sort: values.get("sort") === "date" ? "date" : "relevance",
    shown: Number(values.get("show")) || 0,
  };
}

/* 换成新的条件，记进地址和历史。 */
/** @type {SearchPage["go"]} */
function go(change, replace = false) {
  const url = new URL(location.href);
  url.searchParams.delete("show");
  for (const [name, values] of Object.entries(change)) {
    url.searchParams.delete(name);
    for (const value of [values].flat()) if (value) url.searchParams.append(name, value);
  }
  history[replace ? "replaceState" : "pushState"](null, "", url);
  if (!replace) run();
}

async function run() {
  turn += 1;
  const mine = turn;
  const still = () => mine === turn;
  const wanted = state();
  const asking = Boolean(wanted.query.trim());
  begun(wanted.query, asking);
  if (!asking) {
    listSaved(at("advice"), still).catch(() => {});
    return some(wanted.filters) ? onlyFilters(wanted.filters, still) : say(start.heading, start.status);
  }
  const place = await answerTo(wanted, still).catch(() => still() && failed());
  if (!still()) return;
  // 写全了的字号、刊期直接到那一页，用返回键不会又跳过来；走了就不说查完了。
  if (place) return location.replace(link(place));
  at("found").setAttribute("aria-busy", "false");
  answered();
}

/* 前一次查的都收起；要查的，说正在查。 */
/** @type {(query: string, asking: boolean) => void} */
function begun(query, asking) {
  const root = document.documentElement.classList;
  root.toggle("asked", asking);
  root.remove("answered");
  at("status").style.minHeight = "";
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = document.querySelectorAll('input[name="q"]');
  for (const box of boxes) box.value = query;
  clear();
  if (!asking) return;
  say(inQuotes(query.trim()), "");
  element("span", at("status"), "busy").textContent = PAGE_WORDS.searching;
  at("found").setAttribute("aria-busy", "true");
  at("ask").hidden = true;
  if (at("examples")) at("examples").hidden = true;
}

/* 查，把查到的列出来；不必列、直接就去的，是那一页的地址。 */
/** @type {(wanted: State, still: Still) => Promise<string | void>} */
async function answerTo({ query, filters, sort, shown }, still) {
  const index = await directory();
  if (!still()) return;
  const whole = readWhole(index, query);
  const place = placeOf(whole);
  if (place && !some(filters)) return place;
  const early = whole.days || whole.issues || whole.months ? null : rankEarly(index, query, filters);
  const asked = await open(datesAsked(whole, query) || query, { filters, sort });
  if (!still()) return;
  asWritten(asked, whole, query.trim());
  if (!asked.words.length)
    return say(inQuotes(query.trim()), asked.without.length ? PAGE_WORDS.only_without : PAGE_WORDS.only_marks);
  if (asked.numbers?.sure && !some(filters) && !shown) return (await pageText(index, asked.numbers.pages[0])).url;
  await show(asked, { filters, sort, shown, whole, early }, { say, go, answered, still });
}

/* 按写全的日期查的，给人看的还是读者写的；那几天的网页排在最前。 */
/** @type {(asked: Inquiry, whole: Whole, typed: string) => void} */
function asWritten(asked, whole, typed) {
  asked.written = typed;
  asked.whole = whole;
  if (!whole.days) return;
  const [first] = asked.words;
  if (whole.days.length && first)
    first.written = whole.noun ? whole.days.map(dayWords).join(PAGE_WORDS.enumeration) : typed;
  asked.raise(pagesOn(asked.index, whole.days, whole.papers));
}

/* 地址里只有条件：不查，说有几件，可以记住、订阅。 */
/** @type {(filters: Conditions, still: Still) => Promise<void>} */
async function onlyFilters(filters, still) {
  say(start.heading, start.status);
  const found = await offerFilters(at("found"), filters, still).catch(() => {});
  if (found && still()) say(found.name, put(PAGE_WORDS.only_filters, found));
}

function clear() {
  at("found").replaceChildren();
  document.querySelector(".saved")?.remove();
  at("flt").hidden = true;
  at("flt").replaceChildren();
  at("advice").hidden = false;
  at("ask").hidden = false;
}

/* 查到了：现出结果。件数核对以后，话会短些，下面的不动。 */
function answered() {
  document.documentElement.classList.add("answered");
  const status = at("status");
  status.style.minHeight = `${status.offsetHeight}px`;
}

/** @type {SearchPage["say"]} */
function say(heading, words) {
  at("asked").textContent = heading;
  at("status").textContent = words;
  document.title =
    heading === start.heading
      ? start.title
      : start.title.replace(/^.*(?= — )/u, () => put(PAGE_WORDS.title, { heading }));
}

function failed() {
  clear();
  say(start.heading, PAGE_WORDS.failed);
}

function begin() {
  start = {
    heading: at("asked").dataset.idle || "",
    status: at("status").querySelector(".idle").textContent,
    title: document.title,
  };
  // 到几个网站一起查的，带着现在查的话去。
  const also = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-also]"));
  for (const near of ["focus", "pointerenter"])
    also?.addEventListener(near, () => {
      also.search = location.search;
    });
  addEventListener("popstate", run);
  addEventListener("resize", () => {
    at("status").style.minHeight = "";
  });
  document.addEventListener("submit", (event) => {
    /** @type {HTMLInputElement} */
    const input = /** @type {Element} */ (event.target).querySelector('input[name="q"]');
    if (!input) return;
    event.preventDefault();
    history.pushState(null, "", `?q=${encodeURIComponent(input.value)}`);
    run();
  });
  run();
}

if (at("asked")) begin();
