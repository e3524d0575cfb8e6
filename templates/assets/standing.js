/* “现行与失效”：某一日什么在施行，由读者的机器从 standing/texts.json 里算；题名和原文，用到哪一年取哪一年的。 */
const { today } = shared("standing");
const { found, periodOn, timelines } = shared("timelines");
const STANDING_WORDS = wording("standing_page");
const STANDING_STATES = wording("states");
const ROOT = new URL("../", import.meta.url);
const AT_ONCE = 100;

const form = /** @type {HTMLFormElement} */ (document.getElementById("on-a-day"));
const status = document.getElementById("counted");
const list = document.getElementById("standing-found");
/** @type {(words: string, values: Values) => string} */
const put = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
/** @type {(name: string) => HTMLSelectElement} */
const field = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
const NAMES = ["day", "state", "year", "issuer"];
/** @type {ReturnType<typeof timelines>} */
let texts;
let shown = AT_ONCE;
/* 问得快、取得慢时，后问的算数。 */
let turn = 0;

/** @typedef {Record<string, [string, string, string[]]>} Shown 各件的题名、文号、每段所据的原文 */
/** @type {Map<string, Promise<Shown>>} */
const files = new Map();

/** @type {(name: string) => Promise<any>} */
async function taken(name) {
  const answer = await fetch(new URL(`standing/${name}`, ROOT));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/** @type {(name: string) => Promise<Shown>} */
function file(name) {
  const known = files.get(name) || taken(name);
  files.set(name, known);
  known.catch(() => files.delete(name));
  return known;
}

/** @type {(name: TagName, parent: Element, words?: string, style?: string) => HTMLElement} */
function made(name, parent, words = "", style = "") {
  const one = document.createElement(name);
  if (words) one.textContent = words;
  if (style) one.className = style;
  parent.append(one);
  return one;
}

/** @type {(day: string) => string} */
function printed(day) {
  const [year, month, date] = day.split("-").map(Number);
  return put(STANDING_WORDS.date, { year, month, day: date });
}

const asked = () => ({
  day: field("day").value,
  state: field("state").value,
  year: field("year").value,
  issuer: field("issuer").value,
});

/** @type {(one: ReturnType<typeof timelines>[number], day: string, words: Shown[string]) => void} */
function item(one, day, [title, number, sentences]) {
  const row = made("li", list);
  const period = periodOn(one, day);
  const heading = made("h3", row);
  const over = ["expired", "repealed", "lapsed"].includes(period.state);
  if (STANDING_STATES[period.state]) made("span", heading, STANDING_STATES[period.state], over ? "st off" : "st");
  const name = /** @type {HTMLAnchorElement} */ (made("a", heading, title || number));
  name.href = new URL(one.url, ROOT).href;
  const facts = made("p", row, "", "meta");
  if (title && number) made("span", facts, number);
  if (period.since) made("span", facts, put(STANDING_WORDS.since, { day: printed(period.since) }));
  if (period.until) made("span", facts, put(STANDING_WORDS.until, { day: printed(period.until) }));
  const sentence = sentences[one.periods.indexOf(period)];
  if (sentence) made("blockquote", row, sentence.replaceAll("\n", ""));
}

async function show() {
  const wanted = asked();
  const mine = ++turn;
  const hits = wanted.day ? found(texts, wanted) : [];
  const first = hits.slice(0, shown);
  const contents = await Promise.all(first.map((one) => file(one.file)));
  if (mine !== turn) return;
  list.replaceChildren();
  list.hidden = !hits.length;
  first.forEach((one, n) => {
    item(one, wanted.day, contents[n][one.url]);
  });
  const state = field("state").selectedOptions[0].textContent;
  status.textContent = wanted.day
    ? put(STANDING_WORDS.counted, { day: printed(wanted.day), state, count: hits.length })
    : STANDING_WORDS.no_day;
  const more = document.getElementById("standing-more");
  more.hidden = hits.length <= shown;
}

const showOrSay = () => show().catch(failed);

function failed() {
  status.textContent = STANDING_WORDS.failed;
  list.hidden = true;
}

async function start() {
  const given = new URLSearchParams(location.search);
  field("day").value = today();
  for (const name of NAMES) field(name).value = given.get(name) || field(name).value;
  if (field("state").selectedIndex < 0) field("state").selectedIndex = 0;
  texts = timelines(await taken("texts.json"));
  form.addEventListener("change", () => {
    shown = AT_ONCE;
    const query = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value));
    history.replaceState(null, "", `?${query}`);
    showOrSay();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showOrSay();
  });
  document.getElementById("standing-more").addEventListener("click", () => {
    shown += AT_ONCE;
    showOrSay();
  });
  await show();
}

start().catch(failed);
