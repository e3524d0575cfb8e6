/* “重要日期”：到今天还没有过的，由读者的机器从 data/dates.csv 里挑，先到期的在前。 */
const { today } = shared("standing");
const { cells } = shared("timelines");
const DUE_WORDS = wording("dates_page");
const ROOT = new URL("../", import.meta.url);
const AT_ONCE = 50;

const form = /** @type {HTMLFormElement} */ (document.getElementById("due-form"));
const kind = /** @type {HTMLSelectElement} */ (document.getElementById("due-kind"));
const status = document.getElementById("due-counted");
const list = document.getElementById("due-found");
const more = document.getElementById("due-more");
/** @typedef {Record<"document" | "anchor" | "kind" | "title" | "item" | "sentence" | "begin" | "end" | "holds_until", string>} DatedLine 表的一行 */
/** @type {(words: string, values: Values) => string} */
const put = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
/** @type {DatedLine[]} */
let dates = [];
let shown = AT_ONCE;

/** @type {(name: TagName, parent: Element, words?: string) => HTMLElement} */
function made(name, parent, words = "") {
  const one = document.createElement(name);
  if (words) one.textContent = words;
  parent.append(one);
  return one;
}

/** @type {(day: string) => string} */
function printed(day) {
  const [year, month, date] = day.split("-").map(Number);
  return put(DUE_WORDS.date, { year, month, day: date });
}

/** @type {(one: DatedLine) => string} */
function days({ begin, end }) {
  if (begin && end)
    return begin === end ? printed(end) : put(DUE_WORDS.span, { begin: printed(begin), end: printed(end) });
  return end ? put(DUE_WORDS.until, { end: printed(end) }) : put(DUE_WORDS.since, { begin: printed(begin) });
}

/* 只有起点、没有终点的（自某日起禁止），起点还没到才算将要开始的。 */
/* 文件自己已经不再有效的，不算。 */
/** @type {(one: DatedLine, day: string) => boolean} */
const isDue = (one, day) => (one.end || one.begin) >= day && !(one.holds_until && one.holds_until < day);
/** @type {(one: DatedLine) => string} */
const last = (one) => one.end || one.begin;

/** @type {(one: DatedLine) => void} */
function item(one) {
  const row = made("li", list);
  const link = /** @type {HTMLAnchorElement} */ (made("a", made("h3", row), days(one)));
  link.href = new URL(one.document.slice(1) + (one.anchor ? `#${one.anchor}` : ""), ROOT).href;
  const facts = made("p", row);
  facts.className = "meta";
  for (const words of [kind.querySelector(`[value="${one.kind}"]`).textContent, one.title]) made("span", facts, words);
  made("p", row, one.item || one.sentence.replaceAll("\n", ""));
}

function show() {
  const day = today();
  const due = dates.filter((one) => isDue(one, day) && (!kind.value || one.kind === kind.value));
  due.sort((one, other) => (last(one) < last(other) ? -1 : last(one) > last(other) ? 1 : 0));
  list.replaceChildren();
  for (const one of due.slice(0, shown)) item(one);
  status.textContent = put(DUE_WORDS.counted, { day: printed(day), count: due.length });
  more.hidden = due.length <= shown;
}

async function start() {
  const answer = await fetch(new URL("data/dates.csv", ROOT));
  if (!answer.ok) throw new Error(answer.statusText);
  const [names, ...rows] = cells(await answer.text());
  const dated = (/** @type {string[]} */ row) =>
    /** @type {DatedLine} */ (Object.fromEntries(names.map((name, n) => [name, row[n]])));
  dates = rows.map(dated).filter(last);
  form.addEventListener("change", () => {
    shown = AT_ONCE;
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    shown += AT_ONCE;
    show();
  });
  show();
}

start().catch(() => {
  status.textContent = DUE_WORDS.failed;
  list.hidden = true;
});
