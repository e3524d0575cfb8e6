/* 边写边提示：标题、字号、姓名。上下键选，回车去，Esc 收起。 */
import { IN_HEAD } from "./candidates.js";
import { fold } from "./fold.js";
import { element, link } from "./hits.js";
import { prepare, take } from "./inquiry.js";
import { numberWords, rowsOf } from "./numbered.js";
import { directory, pageText, records } from "./store.js";

const SUGGEST_WORDS = wording("search_suggestions");
const PAUSE = 200,
  MOST_TITLES = 5,
  MOST_NUMBERS = 4,
  MOST_PERSONS = 3;
let made = 0;

/** @typedef {{ kind: string, words: string, href: string }} Suggestion */

/** @type {(box: HTMLInputElement) => void} */
export function suggestFor(box) {
  const list = element("ul", box.form, "suggest");
  made += 1;
  list.id = `suggestions-${made}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", SUGGEST_WORDS.label);
  list.hidden = true;
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ])
    box.setAttribute(name, value);
  let /** @type {number} */ waiting,
    turn = 0;

  const options = () => [...list.children];
  const chosen = () => options().find((option) => option.getAttribute("aria-selected") === "true");

  function close() {
    turn += 1;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  /** @type {(option: HTMLElement) => void} */
  function choose(option) {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  async function show() {
    turn += 1;
    const mine = turn;
    const found = await suggestions(box.value).catch(/** @returns {Suggestion[]} */ () => []);
    if (mine !== turn || document.activeElement !== box) return;
    list.replaceChildren(...found.map((one, n) => option(one, `${list.id}-${n}`)));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    box.removeAttribute("aria-activedescendant");
  }

  /** @type {(suggestion: Suggestion, id: string) => HTMLElement} */
  function option({ kind, words, href }, id) {
    const made = element("li");
    made.id = id;
    made.dataset.href = href;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    element("span", made, "quiet").textContent = kind;
    element("span", made).textContent = words;
    return made;
  }

  /** @type {(event: KeyboardEvent) => void} */
  function keys(event) {
    if (event.isComposing || list.hidden) return;
    const all = options(),
      at = all.indexOf(chosen());
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      choose(all[(at + 1) % all.length]);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      choose(all[at < 0 ? all.length - 1 : at - 1]);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.href = all[at].dataset.href;
    }
  }

  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  };
  box.addEventListener("input", (event) => {
    if (!event.isComposing) wait();
  });
  box.addEventListener("compositionend", wait);
  box.addEventListener("keydown", keys);
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  // 按下时就走，免得先失去焦点而收起。
  list.addEventListener("pointerdown", (event) => {
    const target = event.target.closest("[role=option]");
    if (target) {
      event.preventDefault();
      location.href = target.dataset.href;
    }
  });
  wait();
}

/** @type {(typed: string) => Promise<Suggestion[]>} */
async function suggestions(typed) {
  const text = fold(typed);
  if (text.length < 2) return [];
  const index = await directory();
  const names = await records(index.names);
  const found = await Promise.all([numbers(index, names, text), persons(names, text), titles(typed)]);
  return found.flat();
}

/** @type {(index: SearchIndex, names: Names, text: string) => Promise<Suggestion[]>} */
async function numbers(index, names, text) {
  const rows = names.numbers
    .flatMap(([code, flat]) => rowsOf(code, flat))
    .filter((row) => fold(numberWords(row)).startsWith(text));
  rows.sort((one, other) => other.year - one.year || one.n - other.n);
  const shown = rows.slice(0, /\d/.test(text) ? MOST_NUMBERS : 1);
  const pages = await Promise.all(shown.map((row) => pageText(index, row.page)));
  return shown.map((row, n) => ({ kind: SUGGEST_WORDS.number, words: numberWords(row), href: link(pages[n].url) }));
}

/** @type {(names: Names, text: string) => Suggestion[]} */
function persons(names, text) {
  const found = names.persons.filter(([name]) => fold(name).startsWith(text)).slice(0, MOST_PERSONS);
  return found.map(([name]) => {
    const url = new URL(link("/search/"));
    url.searchParams.set("q", name);
    return { kind: SUGGEST_WORDS.person, words: name, href: url.href };
  });
}

/** @type {(typed: string) => Promise<Suggestion[]>} */
async function titles(typed) {
  const asked = await prepare(typed);
  const headed = asked.pages.filter((page) => asked.scores.get(page) >= IN_HEAD * asked.words.length);
  const hits = await take(asked, headed.slice(0, MOST_TITLES), MOST_TITLES);
  return hits.map((hit) => ({ kind: SUGGEST_WORDS.title, words: hit.title, href: link(hit.url) }));
}
