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
 * @typedef {{ counts: Record<string, number>, certain: boolean }} Counted 各值有多少，是不是准数
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
    fieldset(box, name, legend, { counts: counts[name] || {}, certain }, chosen[name], change);
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

/** @type {(parent: Element, name: Dimension, legend: string, counted: Counted, chosen: string[], change: FilterPage["change"]) => void} */
function fieldset(parent, name, legend, { counts, certain }, chosen, change) {
  const values = Object.keys(counts);
  for (const value of chosen) if (!values.includes(value)) values.push(value);
  if (values.length < 2 && !chosen.length) return;
  const order = Object.keys(TYPES);
  values.sort((one, other) =>
    name === "group"
      ? order.indexOf(one) - order.indexOf(other)
      : name === "year"
        ? Number(other) - Number(one)
        : (counts[other] || 0) - (counts[one] || 0),
  );
  const box = element("fieldset", parent);
  element("legend", box).textContent = legend;
  const rest = values.slice(SHOWN).filter((value) => !chosen.includes(value));
  for (const value of values) if (!rest.includes(value)) choice(box, value);
  if (!rest.length) return;
  const more = element("details", box);
  element("summary", more).textContent = put(FILTER_WORDS.others, { number: rest.length });
  for (const value of rest) choice(more, value);

  /** @type {(where: Element, value: string) => void} */
  function choice(where, value) {
    const label = element("label", where);
    const input = element("input", label);
    Object.assign(input, { type: "checkbox", name, value, checked: chosen.includes(value) });
    element("span", label).textContent =
      name === "group"
        ? TYPES[value]
        : name === "standing"
          ? STANDINGS[value] || FILTER_WORDS.unstated
          : name === "year"
            ? put(FILTER_WORDS.of_year, { value })
            : value;
    const count = String(counts[value] || 0);
    element("span", label).textContent = certain || !counts[value] ? count : put(FILTER_WORDS.about, { count });
    input.addEventListener("change", () =>
      change(name, input.checked ? [...chosen, value] : chosen.filter((one) => one !== value)),
    );
  }
}
