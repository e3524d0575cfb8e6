/* 搜索页：地址里写着查什么、按什么条件，页面照着显示。 */
import { DIMENSIONS, LITTLE, numberWords, open, relatedTo, take } from "./engine.js";
import { filterForm } from "./filters.js";
import { element, hitItem, link, put } from "./hits.js";
import { pageText } from "./store.js";

const BATCH = 10,
  OVERVIEW = 3;
const PAGE_WORDS = wording("search_page");
const GROUPS = {
  document: [PAGE_WORDS.documents, PAGE_WORDS.of_documents],
  attachment: [PAGE_WORDS.attachments, PAGE_WORDS.of_attachments],
  chronicle: [PAGE_WORDS.chronicle, PAGE_WORDS.of_chronicle],
};
const byId = (id) => document.getElementById(id);
const START = { heading: byId("asked").textContent, status: byId("status").textContent, title: document.title };
let turn = 0;

/* 地址里的条件。 */
function state() {
  const values = new URL(location.href).searchParams;
  const filters = Object.fromEntries(DIMENSIONS.map((name) => [name, values.getAll(name)]));
  const typed =
    values.get("code") || values.get("n")
      ? numberWords({ code: values.get("code") || "", year: Number(values.get("y")), n: values.get("n") })
      : "";
  return {
    query: values.get("q") || typed,
    filters,
    sort: values.get("sort") === "date" ? "date" : "relevance",
    shown: Number(values.get("show")) || BATCH,
  };
}

/* 换成新的条件，记进地址和历史。 */
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

const inQuotes = (text) => put(PAGE_WORDS.quoted, { text });
const quoted = (words) => words.map((word) => inQuotes(word.written.trim())).join("");
const named = (asked) => (asked.numbers ? inQuotes(asked.written) : quoted(asked.words));
const some = (filters) => DIMENSIONS.some((name) => filters[name].length);

async function run() {
  turn += 1;
  const mine = turn;
  const { query, filters, sort, shown } = state();
  const root = document.documentElement.classList;
  root.toggle("asked", Boolean(query.trim()));
  root.remove("answered");
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = document.querySelectorAll('input[name="q"]');
  for (const box of boxes) box.value = query;
  clear();
  if (!query.trim()) return say(START.heading, START.status);
  say(inQuotes(query.trim()), PAGE_WORDS.searching);
  byId("found").setAttribute("aria-busy", "true");
  byId("ask").hidden = true;
  if (byId("examples")) byId("examples").hidden = true;
  try {
    const asked = await open(query, { filters, sort });
    if (mine !== turn) return;
    if (!asked.words.length)
      return say(inQuotes(query.trim()), asked.without.length ? PAGE_WORDS.only_without : PAGE_WORDS.only_marks);
    if (asked.numbers?.sure && !some(filters) && shown === BATCH) return await jump(asked);
    await show(asked, { filters, sort, shown }, mine);
  } catch {
    if (mine === turn) failed();
  } finally {
    if (mine === turn) {
      byId("found").setAttribute("aria-busy", "false");
      root.add("answered");
    }
  }
}

/* 写全了的字号直接到那件文件；用返回键不会又跳过来。 */
async function jump(asked) {
  const { url } = await pageText(asked.index, asked.numbers.pages[0]);
  location.replace(link(url));
}

function clear() {
  byId("found").replaceChildren();
  byId("flt").hidden = true;
  byId("flt").replaceChildren();
  byId("advice").hidden = false;
  byId("ask").hidden = false;
}

function say(heading, words) {
  byId("asked").textContent = heading;
  byId("status").textContent = words;
  document.title =
    heading === START.heading
      ? START.title
      : START.title.replace(/^.*(?= — )/u, () => put(PAGE_WORDS.title, { heading }));
}

function failed() {
  clear();
  say(START.heading, PAGE_WORDS.failed);
}

async function show(asked, { filters, sort, shown }, mine) {
  const group = filters.group.length === 1 ? filters.group[0] : "";
  const lists = group ? [[group, asked.pages, shown]] : overview(asked, shown);
  const taken = await Promise.all(lists.map(([, pages, size]) => take(asked, pages, size)));
  if (mine !== turn) return;
  const parts = lists.map(([name, pages], n) => ({ name, pages, hits: taken[n] })).filter(({ hits }) => hits.length);
  const hits = parts.flatMap((part) => part.hits);
  byId("advice").hidden = hits.length > 0;
  if (hits.length || some(filters))
    filterForm(
      byId("flt"),
      asked.facets,
      filters,
      (name, values) => go({ [name]: values }),
      () => go(Object.fromEntries(DIMENSIONS.map((name) => [name, []]))),
    );
  const near = Boolean(asked.numbers?.near.length);
  say(
    hits.length ? named(asked) : put(PAGE_WORDS.not_found, { words: named(asked) }),
    hits.length ? summary(asked, parts) : near ? PAGE_WORDS.no_number : nothing(asked, filters),
  );
  if (hits.length) sorting(sort);
  for (const part of parts) section(asked, part, Boolean(group), sort);
  if (asked.numbers) await numbers(asked);
  if (near && !hits.length) return;
  if (!hits.length) await partly(asked);
  if (hits.length < LITTLE) await addRelated(asked, hits, filters, mine, !hits.length);
  if (hits.length && !group) offerRelated(asked, hits, filters);
}

/* 没有限定哪一类时，三类各先看几件，合起来十件。 */
function overview(asked, shown) {
  const lists = Object.keys(GROUPS)
    .map((name) => [name, asked.of(name), 0])
    .filter(([, pages]) => pages.length);
  let left = shown;
  for (const list of lists) left -= list[2] = Math.min(OVERVIEW, list[1].length);
  for (const list of lists) {
    const more = Math.min(left, list[1].length - list[2]);
    list[2] += more;
    left -= more;
  }
  return lists;
}

const counted = (asked, pages, unit) =>
  put(asked.certain(pages) ? unit : PAGE_WORDS.about, {
    unit: put(unit, { count: asked.total(pages) }),
    count: asked.total(pages),
  });

function summary(asked, parts) {
  const each = parts
    .map(({ name, pages }) => GROUPS[name][0] + counted(asked, pages, GROUPS[name][1]))
    .join(PAGE_WORDS.comma);
  const without = asked.without.length ? put(PAGE_WORDS.without, { words: quoted(asked.without) }) : "";
  const loose = asked.words.some((word) => word.loose) ? PAGE_WORDS.loose : "";
  return (
    loose +
    put(asked.words.length > 1 ? PAGE_WORDS.found_all : PAGE_WORDS.found, { words: quoted(asked.words), without, each })
  );
}

function nothing(asked, filters) {
  const where = some(filters) ? PAGE_WORDS.in_range : PAGE_WORDS.everywhere;
  return where + put(asked.words.length > 1 ? PAGE_WORDS.none_all : PAGE_WORDS.none, { words: quoted(asked.words) });
}

/* 字号查到几件的，列出来选；一件也没有的，说明并列出最近的。 */
async function numbers(asked) {
  const { rows, near, pages } = asked.numbers;
  if (pages.length === 1 || !(rows.length || near.length)) return;
  const box = element("section", byId("found"), "near");
  byId("found").prepend(box);
  element("p", box).textContent = rows.length
    ? put(PAGE_WORDS.numbers, { count: rows.length })
    : PAGE_WORDS.near_numbers;
  const list = element("ul", box, "numbers");
  const shown = (rows.length ? rows : near).slice(0, 12);
  const texts = await Promise.all(shown.map((row) => pageText(asked.index, row.page)));
  shown.forEach((row, n) => {
    const anchor = element("a", element("li", list));
    anchor.href = link(texts[n].url);
    anchor.textContent = numberWords(row);
    anchor.title = texts[n].title;
  });
}

function sorting(sort) {
  const box = element("nav", byId("found"), "pick");
  box.setAttribute("aria-label", PAGE_WORDS.order);
  for (const [value, words] of [
    ["relevance", PAGE_WORDS.by_relevance],
    ["date", PAGE_WORDS.by_date],
  ]) {
    const anchor = element("a", box);
    const url = new URL(location.href);
    if (value === "date") url.searchParams.set("sort", value);
    else url.searchParams.delete("sort");
    anchor.href = url.href;
    anchor.textContent = words;
    if (value === sort) anchor.setAttribute("aria-current", "true");
    anchor.addEventListener("click", (event) => {
      event.preventDefault();
      go({ sort: value === "date" ? "date" : [] });
    });
  }
}

function section(asked, { name, pages, hits }, alone, _sort) {
  const [title, unit] = GROUPS[name];
  const box = element("section", byId("found"), "grp");
  const heading = element("h2", box);
  const list = element("ol", box, "list");
  const label = () => {
    heading.textContent = put(PAGE_WORDS.group, { title, count: counted(asked, pages, unit) });
  };
  label();
  for (const hit of hits) hitItem(list, hit);
  if (hits.length >= pages.length) return;
  const more = element("button", element("p", box, "more"), "btn");
  more.type = "button";
  more.textContent = alone
    ? put(PAGE_WORDS.more, { count: put(unit, { count: BATCH }) })
    : put(PAGE_WORDS.all, { title });
  let seen = lastSeen(asked, pages, hits);
  more.addEventListener("click", async () => {
    if (!alone) return go({ group: name });
    const next = await take(asked, pages, BATCH, seen);
    seen = next.length ? lastSeen(asked, pages, next) : pages.length;
    for (const hit of next) hitItem(list, hit);
    label();
    if (next.length) list.children[list.children.length - next.length].querySelector("a").focus();
    if (seen >= pages.length) more.remove();
    go({ show: String(list.children.length) }, true);
  });
}

/* 看到了第几件。 */
function lastSeen(asked, pages, hits) {
  const last = hits[hits.length - 1];
  return pages.findIndex((page) => asked.checked.get(page) === last) + 1;
}

async function addRelated(asked, hits, filters, mine, similar) {
  const related = await relatedTo(asked, hits, { filters, similar });
  if (mine !== turn || !related.length) return;
  const box = element("section", byId("found"), "grp related");
  element("h2", box).textContent = PAGE_WORDS.related;
  const words = [...new Set(related.map((hit) => hit.via).filter(Boolean))];
  element("p", box, "hint").textContent = words.length
    ? put(PAGE_WORDS.synonyms, { words: words.map(inQuotes).join("") })
    : PAGE_WORDS.alike;
  const list = element("ol", box, "list");
  for (const hit of related) hitItem(list, hit);
  if (!hits.length) byId("status").textContent += put(PAGE_WORDS.also_related, { count: related.length });
}

/* 结果够多时，相关结果要读者点了才取。 */
function offerRelated(asked, hits, filters) {
  const line = element("p", byId("found"), "more");
  const button = element("button", line, "btn");
  button.type = "button";
  button.textContent = PAGE_WORDS.find_related;
  button.addEventListener("click", async () => {
    line.remove();
    byId("found").querySelector(".related")?.remove();
    await addRelated(asked, hits, filters, turn, true);
    const first = byId("found").querySelector(".related a");
    if (first) first.focus();
    else byId("status").textContent = PAGE_WORDS.no_more;
  });
}

/* 一件也没有时，看看少几个字有没有。 */
async function partly(asked) {
  const mine = turn;
  const tries = [...new Set(asked.words.flatMap(({ text }) => shorter(text)))].slice(0, 6);
  const found = await Promise.all(tries.map(async (words) => ({ words, pages: (await open(words)).pages.length })));
  const useful = found.filter(({ pages }) => pages).slice(0, 3);
  if (mine !== turn || !useful.length) return;
  const box = element("section", null, "prose near");
  byId("found").prepend(box);
  const line = element("p", box);
  line.append(PAGE_WORDS.shorter);
  for (const { words } of useful) {
    const url = new URL(location.href);
    url.search = `?q=${encodeURIComponent(words)}`;
    const anchor = element("a", line);
    anchor.href = url.href;
    anchor.textContent = words;
    line.append(PAGE_WORDS.gap);
  }
}

const shorter = (text) =>
  text.length < 4
    ? []
    : [text.slice(0, -2), text.slice(2), text.slice(0, 2), text.slice(-2)].filter((part) => part.length > 1);

/* 到几个网站一起查的，带着现在查的话去。 */
const also = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-also]"));
for (const near of ["focus", "pointerenter"])
  also?.addEventListener(near, () => {
    also.search = location.search;
  });

addEventListener("popstate", run);
document.addEventListener("submit", (event) => {
  /** @type {HTMLInputElement} */
  const input = /** @type {Element} */ (event.target).querySelector('input[name="q"]');
  if (!input) return;
  event.preventDefault();
  history.pushState(null, "", `?q=${encodeURIComponent(input.value)}`);
  run();
});
run();
