/* “重要日期”：到今天还没有过的，先到期的在前；读者的机器从今天所在的一份取起，不够再取后一份。 */
const { today } = shared("standing");
const DUE_WORDS = wording("dates_page");
const ROOT = new URL("../", import.meta.url);
const AT_ONCE = 50;

const form = /** @type {HTMLFormElement} */ (document.getElementById("due-form"));
const kind = /** @type {HTMLSelectElement} */ (document.getElementById("due-kind"));
const status = document.getElementById("due-counted");
const list = document.getElementById("due-found");
const more = document.getElementById("due-more");
/** @typedef {[place: string, kind: string, begin: string, end: string, until: string, title: string, text: string, words: string]} DatedLine */
/** @typedef {[name: string, last: string, kinds: Record<string, number>]} DatedFile */
/** @type {(words: string, values: Values) => string} */
const put = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
/* 今天以后的各份，和已经取来的各行。 */
/** @type {DatedFile[]} */
let files = [];
/** @type {DatedLine[]} */
const dates = [];
let fetched = 0;
/* 问得快、取得慢时，后问的算数。 */
let turn = 0;
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

/** @type {(begin: string, end: string) => string} */
function days(begin, end) {
  if (begin && end)
    return begin === end ? printed(end) : put(DUE_WORDS.span, { begin: printed(begin), end: printed(end) });
  return end ? put(DUE_WORDS.until, { end: printed(end) }) : put(DUE_WORDS.since, { begin: printed(begin) });
}

/** @type {(line: DatedLine) => void} */
function item([place, kindOf, begin, end, , title, text, words]) {
  const row = made("li", list);
  const link = /** @type {HTMLAnchorElement} */ (made("a", made("h3", row), days(begin, end)));
  link.href = new URL(place, ROOT).href;
  const facts = made("p", row);
  facts.className = "meta";
  made("span", facts, kind.querySelector(`[value="${kindOf}"]`).textContent);
  if (words) made("span", facts, put(DUE_WORDS.derived_from, { words }));
  made("span", facts, title);
  made("p", row, text);
}

/** @type {(name: string) => Promise<any>} */
async function taken(name) {
  const answer = await fetch(new URL(`dates/${name}`, ROOT));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/** @type {(line: DatedLine) => boolean} */
const isAsked = (line) => !kind.value || line[1] === kind.value;

/* 取来的够列了为止；一份里有今天以前的，取来就去掉。 */
/** @type {(day: string) => Promise<void>} */
async function takeEnough(day) {
  while (fetched < files.length && dates.filter(isAsked).length < shown) {
    const [name] = files[fetched];
    /** @type {DatedLine[]} */
    const lines = await taken(name);
    if (files[fetched]?.[0] !== name) continue;
    fetched += 1;
    dates.push(...lines.filter((line) => line[4] >= day));
  }
}

async function show() {
  const day = today();
  const mine = ++turn;
  await takeEnough(day);
  if (mine !== turn) return;
  const due = dates.filter(isAsked);
  list.replaceChildren();
  for (const line of due.slice(0, shown)) item(line);
  const later = files.slice(fetched).flatMap(([, , kinds]) => Object.entries(kinds));
  let count = due.length;
  for (const [name, size] of later) if (!kind.value || name === kind.value) count += size;
  list.hidden = !due.length;
  status.textContent = put(count ? DUE_WORDS.counted : DUE_WORDS.none, { day: printed(day), count });
  more.hidden = count <= shown;
}

const showOrSay = () => show().catch(failed);

function failed() {
  status.textContent = DUE_WORDS.failed;
  list.hidden = true;
}

async function start() {
  const day = today();
  /** @type {DatedFile[]} */
  const all = await taken("due.json");
  files = all.filter(([, last]) => last >= day);
  form.addEventListener("change", () => {
    shown = AT_ONCE;
    showOrSay();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    shown += AT_ONCE;
    showOrSay();
  });
  await show();
}

start().catch(failed);
