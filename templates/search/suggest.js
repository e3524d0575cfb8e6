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
  new Suggestions(box).wait();
}

/* 搜索框和它下面的提示。 */
class Suggestions {
  /** @param {HTMLInputElement} box */
  constructor(box) {
    this.box = box;
    this.list = listUnder(box);
    /** @type {number} */
    this.waiting = 0;
    this.turn = 0;
    box.addEventListener("input", (event) => {
      if (!event.isComposing) this.wait();
    });
    box.addEventListener("compositionend", () => this.wait());
    box.addEventListener("keydown", (event) => this.pressed(event));
    box.addEventListener("blur", () => this.close());
    box.form?.addEventListener("submit", () => this.close());
    // 按下时就走，免得先失去焦点而收起。
    this.list.addEventListener("pointerdown", (event) => {
      const target = event.target.closest("[role=option]");
      if (target) leave(event, target);
    });
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.show(), PAUSE);
  }

  async show() {
    this.turn += 1;
    const mine = this.turn;
    const found = await suggestions(this.box.value).catch(/** @returns {Suggestion[]} */ () => []);
    if (mine !== this.turn || document.activeElement !== this.box) return;
    this.list.replaceChildren(...found.map((one, n) => option(one, `${this.list.id}-${n}`)));
    this.list.hidden = !found.length;
    this.box.setAttribute("aria-expanded", String(found.length > 0));
    this.box.removeAttribute("aria-activedescendant");
  }

  close() {
    this.turn += 1;
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  /** @type {(event: KeyboardEvent) => void} */
  pressed(event) {
    if (event.isComposing || this.list.hidden) return;
    const all = [...this.list.children];
    const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "Enter" && at >= 0) return leave(event, all[at]);
    if (!["Escape", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this.choose(all[(at + 1) % all.length]);
    else this.choose(all[at < 0 ? all.length - 1 : at - 1]);
  }

  /* 从第一个再往上，就一个也不选，回到搜索框。 */
  /** @type {(chosen: HTMLElement) => void} */
  choose(chosen) {
    for (const one of this.list.children) one.setAttribute("aria-selected", String(one === chosen));
    if (chosen) this.box.setAttribute("aria-activedescendant", chosen.id);
    else this.box.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }
}

/** @type {(box: HTMLInputElement) => HTMLElement} */
function listUnder(box) {
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
  return list;
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

/** @type {(event: Event, option: HTMLElement) => void} */
function leave(event, option) {
  event.preventDefault();
  location.href = option.dataset.href || "";
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
  const headed = asked.pages.filter((page) => asked.scoreOf(page) >= IN_HEAD * asked.words.length);
  const hits = await take(asked, headed.slice(0, MOST_TITLES), MOST_TITLES);
  return hits.map((hit) => ({ kind: SUGGEST_WORDS.title, words: hit.title, href: link(hit.url) }));
}
