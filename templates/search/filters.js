/* 缩小范围：每个条件下有多少，勾选后立即生效。 */
import { element, put } from "./hits.js";

const FILTER_WORDS = wording("search_filters");
/** @type {Record<Dimension, string>} */
const LEGENDS = {
  group: FILTER_WORDS.group,
  year: FILTER_WORDS.year,
  section: FILTER_WORDS.section,
  kind: FILTER_WORDS.kind,
  issuer: FILTER_WORDS.issuer,
  standing: FILTER_WORDS.standing,
};
/** @type {Record<string, string>} */
const TYPES = {
  document: FILTER_WORDS.document,
  attachment: FILTER_WORDS.attachment,
  chronicle: FILTER_WORDS.chronicle,
};
const STANDINGS = wording("states");
const SHOWN = 6;

/**
 * @typedef {object} FilterPage 条件所在的页
 * @property {boolean} certain
 * @property {(name: string, values: string[]) => void} change
 * @property {() => void} clear
 * @property {() => void} opened
 * @typedef {object} Choices 一个条件：各值有多少，是不是准数，选了哪些
 * @property {Dimension} name
 * @property {Record<string, number>} counts
 * @property {boolean} certain
 * @property {string[]} chosen
 * @property {FilterPage["change"]} change
 */

/* certain 说各数是不是准数；opened 是读者展开时要做的。 */
/** @type {(parent: HTMLElement, counts: Facets, chosen: Conditions, page: FilterPage) => void} */
export function filterForm(parent, counts, chosen, { certain, change, clear, opened }) {
  const active = /** @type {HTMLInputElement} */ (document.activeElement);
  const focused = active?.closest("#flt") && nameOf(active);
  const writing = active?.matches("#flt input");
  parent.replaceChildren();
  const box = element("details", element("form", parent, "flt"));
  const number = Object.values(chosen).flat().filter(Boolean).length;
  box.open = matchMedia("(min-width:64em)").matches || writing || Boolean(parent.dataset.open);
  const summary = element("summary", box);
  summary.textContent = number ? put(FILTER_WORDS.narrowed, { number }) : FILTER_WORDS.narrow;
  summary.addEventListener("click", () => {
    if (box.open || certain || parent.dataset.open) return;
    parent.dataset.open = "yes";
    opened();
  });
  for (const [name, legend] of Object.entries(LEGENDS))
    fieldset(box, legend, { name, counts: counts[name] || {}, certain, chosen: chosen[name], change });
  dates(box, chosen, change);
  if (number) {
    const button = element("button", box, "btn");
    button.type = "button";
    button.textContent = FILTER_WORDS.clear;
    button.addEventListener("click", clear);
  }
  parent.hidden = false;
  /** @type {NodeListOf<HTMLInputElement>} */
  const controls = parent.querySelectorAll("input, summary, button");
  if (focused) [...controls].find((one) => nameOf(one) === focused)?.focus();
}

const nameOf = (/** @type {HTMLInputElement} */ control) =>
  [control.tagName, control.name, control.type === "checkbox" && control.value].join();

/* 从哪天到哪天；写了就生效。 */
/** @type {(parent: Element, chosen: Conditions, change: FilterPage["change"]) => void} */
function dates(parent, chosen, change) {
  const box = element("fieldset", parent);
  element("legend", box).textContent = FILTER_WORDS.dates;
  for (const [name, words] of Object.entries({ from: FILTER_WORDS.from, to: FILTER_WORDS.to })) {
    const label = element("label", box, "day");
    element("span", label).textContent = words;
    const input = element("input", label);
    Object.assign(input, {
      type: "date",
      name,
      value: chosen[name] || "",
      max: chosen.to && name === "from" ? chosen.to : "",
    });
    input.addEventListener("change", () => change(name, input.value ? [input.value] : []));
  }
}

/* 一个条件的各个值，多的收在后面。 */
/** @type {(parent: Element, legend: string, choices: Choices) => void} */
function fieldset(parent, legend, choices) {
  const { chosen } = choices;
  const values = inOrder(choices);
  if (values.length < 2 && !chosen.length) return;
  const box = element("fieldset", parent);
  element("legend", box).textContent = legend;
  const rest = values.slice(SHOWN).filter((value) => !chosen.includes(value));
  for (const value of values) if (!rest.includes(value)) choice(box, value, choices);
  if (!rest.length) return;
  const more = element("details", box);
  element("summary", more).textContent = put(FILTER_WORDS.others, { number: rest.length });
  for (const value of rest) choice(more, value, choices);
}

/* 年份新的在前，别的多的在前；勾选了而没有的也要列出，才能取消。 */
/** @type {(choices: Choices) => string[]} */
function inOrder({ name, counts, chosen }) {
  const values = [...new Set([...Object.keys(counts), ...chosen])];
  const groups = Object.keys(TYPES);
  if (name === "group") return values.sort((one, other) => groups.indexOf(one) - groups.indexOf(other));
  if (name === "year") return values.sort((one, other) => Number(other) - Number(one));
  return values.sort((one, other) => (counts[other] || 0) - (counts[one] || 0));
}

/** @type {(where: Element, value: string, choices: Choices) => void} */
function choice(where, value, { name, counts, certain, chosen, change }) {
  const label = element("label", where);
  const input = element("input", label);
  Object.assign(input, { type: "checkbox", name, value, checked: chosen.includes(value) });
  element("span", label).textContent = valueWords(name, value);
  const count = String(counts[value] || 0);
  element("span", label).textContent = certain || !counts[value] ? count : put(FILTER_WORDS.about, { count });
  input.addEventListener("change", () =>
    change(name, input.checked ? [...chosen, value] : chosen.filter((one) => one !== value)),
  );
}

/* 一个条件的值，给人看的。 */
/** @type {(name: string, value: string) => string} */
export function valueWords(name, value) {
  if (name === "group") return TYPES[value] || value;
  if (name === "standing") return STANDINGS[value] || FILTER_WORDS.unstated;
  if (name === "from" || name === "to") return FILTER_WORDS[name] + value;
  return name === "year" ? put(FILTER_WORDS.of_year, { value }) : value;
}
