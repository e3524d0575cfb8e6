/* “现行与失效”：某一日什么在施行，由读者的机器从 data/standing.csv 里算。 */
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

/** @type {(one: ReturnType<typeof timelines>[number], day: string) => void} */
function item(one, day) {
  const row = made("li", list);
  const period = periodOn(one, day);
  const heading = made("h3", row);
  const over = ["expired", "repealed", "lapsed"].includes(period.state);
  if (STANDING_STATES[period.state]) made("span", heading, STANDING_STATES[period.state], over ? "st off" : "st");
  const title = /** @type {HTMLAnchorElement} */ (made("a", heading, one.title || one.number));
  title.href = new URL(one.url.slice(1), ROOT).href;
  const facts = made("p", row, "", "meta");
  if (one.title && one.number) made("span", facts, one.number);
  if (period.since) made("span", facts, put(STANDING_WORDS.since, { day: printed(period.since) }));
  if (period.until) made("span", facts, put(STANDING_WORDS.until, { day: printed(period.until) }));
  if (period.sentence) made("blockquote", row, period.sentence.replaceAll("\n", ""));
}

function show() {
  const wanted = asked();
  const hits = wanted.day ? found(texts, wanted) : [];
  list.replaceChildren();
  list.hidden = !hits.length;
  for (const one of hits.slice(0, shown)) item(one, wanted.day);
  const state = field("state").selectedOptions[0].textContent;
  status.textContent = wanted.day
    ? put(STANDING_WORDS.counted, { day: printed(wanted.day), state, count: hits.length })
    : STANDING_WORDS.no_day;
  const more = document.getElementById("standing-more");
  more.hidden = hits.length <= shown;
}

async function start() {
  const given = new URLSearchParams(location.search);
  field("day").value = today();
  for (const name of NAMES) field(name).value = given.get(name) || field(name).value;
  if (field("state").selectedIndex < 0) field("state").selectedIndex = 0;
  const answer = await fetch(new URL("data/standing.csv", ROOT));
  if (!answer.ok) throw new Error(answer.statusText);
  texts = timelines(await answer.text());
  form.addEventListener("change", () => {
    shown = AT_ONCE;
    const query = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value));
    history.replaceState(null, "", `?${query}`);
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  document.getElementById("standing-more").addEventListener("click", () => {
    shown += AT_ONCE;
    show();
  });
  show();
}

start().catch(() => {
  status.textContent = STANDING_WORDS.failed;
  list.hidden = true;
});
