/* 搜索页：地址里写着查什么、按什么条件，页面照着显示。 */
import { datesAsked, dayWords, isExactThing, pagesOn, placeOf, readWhole } from "./asked.js";
import { addRelated, inQuotes, offerMeant, offerShorter, offerSynonyms, offerWithout } from "./beyond.js";
import { offerIssues, offerNumbers } from "./choices.js";
import { CONDITIONS, filtersOf, queryOf, some } from "./conditions.js";
import { isEnough, LITTLE, open, take } from "./engine.js";
import { isCheap, onlyVerified, settle } from "./facets.js";
import { filterForm } from "./filters.js";
import { element, hitItem, link, put } from "./hits.js";
import { isQuestion } from "./question.js";
import { rankEarly } from "./related.js";
import { listSaved, offerFilters, offerSaving } from "./saved.js";
import { directory, pageText } from "./store.js";

const FIRST = 6,
  BATCH = 10,
  OVERVIEW = 2,
  IDLE = 400,
  CLEAR = 0.4;
const PAGE_WORDS = wording("search_page");
const GROUPS = {
  document: [PAGE_WORDS.documents, PAGE_WORDS.of_documents],
  attachment: [PAGE_WORDS.attachments, PAGE_WORDS.of_attachments],
  chronicle: [PAGE_WORDS.chronicle, PAGE_WORDS.of_chronicle],
};
const byId = (id) => document.getElementById(id);
const START = {
  heading: byId("asked").textContent,
  status: byId("status").querySelector(".idle").textContent,
  title: document.title,
};
let turn = 0;

/* 地址里的条件。 */
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

const quoted = (words) => words.map((word) => inQuotes(word.written.trim())).join("");
const named = (asked) => (asked.numbers || asked.whole.days ? inQuotes(asked.written) : quoted(asked.words));

async function run() {
  let leaving = false;
  const leave = (url) => {
    leaving = true;
    location.replace(link(url));
  };
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
  if (!query.trim()) {
    listSaved(byId("advice"), () => mine === turn).catch(() => {});
    return some(filters) ? onlyFilters(filters, () => mine === turn) : say(START.heading, START.status);
  }
  say(inQuotes(query.trim()), PAGE_WORDS.searching);
  byId("found").setAttribute("aria-busy", "true");
  byId("ask").hidden = true;
  if (byId("examples")) byId("examples").hidden = true;
  try {
    const index = await directory();
    if (mine !== turn) return;
    const whole = readWhole(index, query);
    const place = placeOf(index, whole);
    if (place && !some(filters)) return leave(place);
    const early = whole.days || whole.issues ? null : rankEarly(index, query, filters);
    const asked = await open(datesAsked(whole, query) || query, { filters, sort });
    if (mine !== turn) return;
    asked.written = query.trim();
    asked.whole = whole;
    if (whole.days?.length && asked.words.length)
      asked.words[0].written = whole.noun ? whole.days.map(dayWords).join(PAGE_WORDS.enumeration) : query.trim();
    if (whole.days) asked.raise(pagesOn(index, whole.days));
    if (!asked.words.length)
      return say(inQuotes(query.trim()), asked.without.length ? PAGE_WORDS.only_without : PAGE_WORDS.only_marks);
    if (asked.numbers?.sure && !some(filters) && !shown)
      return leave((await pageText(asked.index, asked.numbers.pages[0])).url);
    await show(asked, { filters, sort, shown, whole, early }, mine);
  } catch {
    if (mine === turn) failed();
  } finally {
    // 写全了的字号、刊期直接到那一页，用返回键不会又跳过来；走了就不说查完了。
    if (mine === turn && !leaving) {
      byId("found").setAttribute("aria-busy", "false");
      root.add("answered");
    }
  }
}

/* 地址里只有条件：不查，说有几件，可以记住、订阅。 */
async function onlyFilters(filters, still) {
  say(START.heading, START.status);
  const found = await offerFilters(byId("found"), filters, still).catch(() => null);
  if (found && still()) say(found.name, put(PAGE_WORDS.only_filters, found));
}

function clear() {
  byId("found").replaceChildren();
  document.querySelector(".saved")?.remove();
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

async function show(asked, { filters, sort, shown, whole, early }, mine) {
  const group = filters.group.length === 1 ? filters.group[0] : "";
  const size = shown || (asked.pages.length > BATCH ? FIRST : BATCH);
  const lists = group ? [[group, asked.pages, size]] : overview(asked, size, whole.days);
  const taken = await Promise.all(lists.map(([, pages, size]) => take(asked, pages, size)));
  if (mine !== turn) return;
  const parts = lists.map(([name, pages], n) => ({ name, pages, hits: taken[n] })).filter(({ hits }) => hits.length);
  parts.sort((one, other) => Number(titled(other)) - Number(titled(one)));
  const hits = parts.flatMap((part) => part.hits);
  byId("advice").hidden = hits.length > 0;
  const near = Boolean(asked.numbers?.near.length);
  say(
    hits.length ? named(asked) : notFound(asked),
    hits.length ? summary(asked, parts) : near ? PAGE_WORDS.no_number : nothing(asked, filters),
  );
  const found = byId("found");
  if (whole.issues || whole.missing) offerIssues(found, asked.index, whole);
  if (hits.length) sorting(sort);
  for (const part of parts) section(asked, part, Boolean(group), sort);
  if (hits.length || some(filters)) narrowing(asked, filters, mine);
  // 结果来了，不必再留空，相关的接着来；一件也没有的，等相关的来了再一起出来，免得上下跳。
  const answered = () => document.documentElement.classList.add("answered");
  if (hits.length) answered();
  if (asked.numbers) await offerNumbers(found, asked);
  if (hits.length || !near) {
    await beyond(asked, hits, { filters, early, group }, mine);
    if (mine === turn) offerSaving(found, asked.index, asked.written, filters);
  }
  if (mine === turn) answered();
}

/* 有一类的标题里写着所查的话，别的类没有，这一类在前。 */
const titled = ({ hits }) => hits.some(({ heading }) => heading.some(({ mark }) => mark));

/* 照样写着的以外的。 */
async function beyond(asked, hits, { filters, early, group }, mine) {
  const found = byId("found");
  const still = () => mine === turn;
  if (isEnough(asked, hits)) {
    if (group) return;
    offerRelated(asked, hits, filters);
    const also = () => offerSynonyms(found, asked, hits, filters, still);
    // 标题里没有所查的话时，同义词也许更要紧；有的，空下来再看。
    if (titled({ hits })) setTimeout(() => still() && also().catch(() => {}), IDLE);
    else await also();
    return;
  }
  if (!hits.length && isExactThing(asked)) return;
  // 一句问话，相关的就够像了，不必再猜有没有写错。
  const ready = await early;
  if (!still()) return;
  const clear = Boolean(ready?.[0]?.likeness >= CLEAR);
  const guessed = hits.length || clear ? [] : await lacking(asked, filters, still);
  if (!still()) return;
  const number = await addRelated(found, asked, [...hits, ...guessed], { filters, ready }, still);
  if (!still()) return;
  if (!hits.length && number) byId("status").textContent += put(PAGE_WORDS.also_related, { count: number });
  const answered =
    hits.length || guessed.length || asked.without.length || (number >= LITTLE && isQuestion(asked.written));
  if (!answered) await offerShorter(found, asked, still);
}

/* 一件也没有的：是减号去掉的，还是写错了字。 */
async function lacking(asked, filters, still) {
  if (asked.without.length) {
    await offerWithout(byId("found"), asked, filters, still);
    return [];
  }
  return offerMeant(byId("found"), asked, filters, still);
}

/* 各个条件下有多少：先给核对出有的，空下来再核对其余的；要取的多的，到读者来看时才核对。 */
const isWide = () => matchMedia("(min-width:64em)").matches;

function narrowing(asked, filters, mine) {
  const draw = (certain) =>
    filterForm(byId("flt"), asked.facets, filters, {
      certain,
      change: (name, values) => go({ [name]: values }),
      clear: () => go(Object.fromEntries(CONDITIONS.map((name) => [name, []]))),
      opened: settled,
    });
  async function settled() {
    const certain = await settle(asked);
    if (mine === turn) draw(certain);
  }
  const certain = asked.certain([...asked.scores.keys()]);
  if (!certain) onlyVerified(asked);
  draw(certain);
  if (certain) return;
  const panel = byId("flt");
  if (panel.dataset.open || (isWide() && isCheap(asked))) setTimeout(() => mine === turn && settled(), IDLE);
  else if (isWide())
    for (const event of ["pointerenter", "focusin"]) panel.addEventListener(event, settled, { once: true });
}

/* 没有限定哪一类时，三类各先看几件，合起来不过这么多。 */
function overview(asked, shown, days) {
  const names = days ? ["chronicle", "document", "attachment"] : Object.keys(GROUPS);
  const lists = names.map((name) => [name, asked.of(name), 0]).filter(([, pages]) => pages.length);
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

const notFound = (asked) =>
  put(asked.without.length ? PAGE_WORDS.not_found_without : PAGE_WORDS.not_found, {
    words: named(asked),
    without: quoted(asked.without),
  });

function nothing(asked, filters) {
  const where = some(filters) ? PAGE_WORDS.in_range : PAGE_WORDS.everywhere;
  const without = asked.without.length ? put(PAGE_WORDS.without, { words: quoted(asked.without) }) : "";
  const words = quoted(asked.words) + without;
  return where + put(asked.words.length > 1 ? PAGE_WORDS.none_all : PAGE_WORDS.none, { words });
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

/* 结果够多时，相关结果要读者点了才取。 */
function offerRelated(asked, hits, filters) {
  const line = element("p", byId("found"), "more");
  const button = element("button", line, "btn");
  button.type = "button";
  button.textContent = PAGE_WORDS.find_related;
  button.addEventListener("click", async () => {
    line.remove();
    byId("found").querySelector(".related")?.remove();
    const mine = turn;
    await addRelated(byId("found"), asked, hits, { filters, similar: true, limit: BATCH }, () => mine === turn);
    const first = byId("found").querySelector(".related a");
    if (first) first.focus();
    else byId("status").textContent = PAGE_WORDS.no_more;
  });
}

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
