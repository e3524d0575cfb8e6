/* 搜索页：地址里写着查什么、按什么条件，页面照着显示。 */
import { DIMENSIONS, LITTLE, numberWords, open, relatedTo, take } from "./engine.js";
import { pageText } from "./store.js";
import { element, hitItem, link } from "./hits.js";
import { filterForm } from "./filters.js";

const BATCH = 10, OVERVIEW = 3;
const GROUPS = { document: ["文件", "件"], attachment: ["附件", "个"], chronicle: ["大事记", "条"] };
const byId = (id) => document.getElementById(id);
const START = { heading: byId("asked").textContent, status: byId("status").textContent, title: document.title };
let turn = 0;

/* 地址里的条件。 */
function state() {
  const values = new URL(location.href).searchParams;
  const filters = Object.fromEntries(DIMENSIONS.map((name) => [name, values.getAll(name)]));
  const typed = values.get("code") || values.get("n") ? numberWords({ code: values.get("code") || "", year: Number(values.get("y")), n: values.get("n") }) : "";
  return { query: values.get("q") || typed, filters, sort: values.get("sort") === "date" ? "date" : "relevance", shown: Number(values.get("show")) || BATCH };
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

const quoted = (words) => words.map((word) => `“${word.written.trim()}”`).join("");
const named = (asked) => asked.numbers ? `“${asked.written}”` : quoted(asked.words);
const NO_NUMBER = "公报里没有这个字号，最近的字号列在下面。";
const some = (filters) => DIMENSIONS.some((name) => filters[name].length);

async function run() {
  const mine = turn += 1;
  const { query, filters, sort, shown } = state();
  for (const input of document.querySelectorAll('input[name="q"]')) input.value = query;
  clear();
  if (!query.trim()) return say(START.heading, START.status);
  say(`“${query.trim()}”`, "正在查找……");
  byId("found").setAttribute("aria-busy", "true");
  byId("ask").hidden = true;
  if (byId("examples")) byId("examples").hidden = true;
  try {
    const asked = await open(query, { filters, sort });
    if (mine !== turn) return;
    if (!asked.words.length) return say(`“${query.trim()}”`, asked.without.length ? "请再写一个要查的词，只写不要的词查不了。" : "请写字、字母或数字，只有标点查不了。");
    if (asked.numbers?.sure && !some(filters) && shown === BATCH) return await jump(asked);
    await show(asked, { filters, sort, shown }, mine);
  } catch {
    if (mine === turn) failed();
  } finally {
    if (mine === turn) byId("found").setAttribute("aria-busy", "false");
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
  document.title = heading === START.heading ? START.title : START.title.replace(/^.*(?= — )/u, () => `搜索：${heading}`);
}

function failed() {
  clear();
  say("搜索", location.protocol === "file:"
    ? "从磁盘直接打开时不能搜索，请在网站上使用，或从下面的目录查找。"
    : "没能载入搜索索引，请稍后再试，或从下面的目录查找。");
}

async function show(asked, { filters, sort, shown }, mine) {
  const group = filters.group.length === 1 ? filters.group[0] : "";
  const lists = group ? [[group, asked.pages, shown]] : overview(asked, shown);
  const taken = await Promise.all(lists.map(([, pages, size]) => take(asked, pages, size)));
  if (mine !== turn) return;
  const parts = lists.map(([name, pages], n) => ({ name, pages, hits: taken[n] })).filter(({ hits }) => hits.length);
  const hits = parts.flatMap((part) => part.hits);
  byId("advice").hidden = hits.length > 0;
  if (hits.length || some(filters)) filterForm(byId("flt"), asked.facets, filters, (name, values) => go({ [name]: values }), () => go(Object.fromEntries(DIMENSIONS.map((name) => [name, []]))));
  const near = Boolean(asked.numbers?.near.length);
  say(hits.length ? named(asked) : `没有找到${named(asked)}`, hits.length ? summary(asked, parts) : near ? NO_NUMBER : nothing(asked, filters));
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
  const lists = Object.keys(GROUPS).map((name) => [name, asked.of(name), 0]).filter(([, pages]) => pages.length);
  let left = shown;
  for (const list of lists) left -= list[2] = Math.min(OVERVIEW, list[1].length);
  for (const list of lists) {
    const more = Math.min(left, list[1].length - list[2]);
    list[2] += more;
    left -= more;
  }
  return lists;
}

const counted = (asked, pages, unit) => `${asked.certain(pages) ? "" : "约"}${asked.total(pages)}${unit}`;

function summary(asked, parts) {
  const each = parts.map(({ name, pages }) => GROUPS[name][0] + counted(asked, pages, GROUPS[name][1])).join("，");
  const without = asked.without.length ? `，不含${quoted(asked.without)}` : "";
  const loose = asked.words.some((word) => word.loose) ? "没有照这样写的数，下面是不计小数点的。" : "";
  const all = asked.words.length > 1 ? "同时" : "";
  return `${loose}${all}写有${quoted(asked.words)}的${without}：${each}。`;
}

function nothing(asked, filters) {
  const where = some(filters) ? "在所选的范围内" : "全部文件、附件和大事记的标题和正文都查了，";
  return `${where}没有${asked.words.length > 1 ? "同时" : ""}写有${quoted(asked.words)}的。`;
}

/* 字号查到几件的，列出来选；一件也没有的，说明并列出最近的。 */
async function numbers(asked) {
  const { rows, near, pages } = asked.numbers;
  if (pages.length === 1 || !(rows.length || near.length)) return;
  const box = element("section", byId("found"), "near");
  byId("found").prepend(box);
  element("p", box).textContent = rows.length ? `字号相符的有${rows.length}件：` : "没有这个字号。最近的字号有：";
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
  box.setAttribute("aria-label", "排列次序");
  for (const [value, words] of [["relevance", "按相关程度"], ["date", "按日期，新的在前"]]) {
    const anchor = element("a", box);
    const url = new URL(location.href);
    if (value === "date") url.searchParams.set("sort", value); else url.searchParams.delete("sort");
    anchor.href = url.href;
    anchor.textContent = words;
    if (value === sort) anchor.setAttribute("aria-current", "true");
    anchor.addEventListener("click", (event) => { event.preventDefault(); go({ sort: value === "date" ? "date" : [] }); });
  }
}

function section(asked, { name, pages, hits }, alone, sort) {
  const [title, unit] = GROUPS[name];
  const box = element("section", byId("found"), "grp");
  const heading = element("h2", box);
  const list = element("ol", box, "list");
  const label = () => { heading.textContent = `${title}　${counted(asked, pages, unit)}`; };
  label();
  for (const hit of hits) hitItem(list, hit);
  if (hits.length >= pages.length) return;
  const more = element("button", element("p", box, "more"), "btn");
  more.type = "button";
  more.textContent = alone ? `再看${BATCH}${unit}` : `看全部${title}`;
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
  element("h2", box).textContent = "相关结果";
  const words = [...new Set(related.map((hit) => hit.via).filter(Boolean))];
  element("p", box, "hint").textContent = words.length ? `不一定写有所查的词，有的写的是${words.map((word) => `“${word}”`).join("")}。` : "标题、导语或大事记里有相近的话，不一定写有所查的词。";
  const list = element("ol", box, "list");
  for (const hit of related) hitItem(list, hit);
  if (!hits.length) byId("status").textContent += `另有相关结果${related.length}件。`;
}

/* 结果够多时，相关结果要读者点了才取。 */
function offerRelated(asked, hits, filters) {
  const line = element("p", byId("found"), "more");
  const button = element("button", line, "btn");
  button.type = "button";
  button.textContent = "再找相关结果";
  button.addEventListener("click", async () => {
    line.remove();
    byId("found").querySelector(".related")?.remove();
    await addRelated(asked, hits, filters, turn, true);
    const first = byId("found").querySelector(".related a");
    if (first) first.focus(); else byId("status").textContent = "没有更多相关结果。";
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
  line.append("少写几个字就有：");
  for (const { words } of useful) {
    const url = new URL(location.href);
    url.search = `?q=${encodeURIComponent(words)}`;
    const anchor = element("a", line);
    anchor.href = url.href;
    anchor.textContent = words;
    line.append("　");
  }
}

const shorter = (text) => text.length < 4 ? [] : [text.slice(0, -2), text.slice(2), text.slice(0, 2), text.slice(-2)].filter((part) => part.length > 1);

addEventListener("popstate", run);
document.addEventListener("submit", (event) => {
  const input = event.target.querySelector('input[name="q"]');
  if (!input) return;
  event.preventDefault();
  history.pushState(null, "", `?q=${encodeURIComponent(input.value)}`);
  run();
});
run();
