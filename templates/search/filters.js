/* 缩小范围：每个条件下有多少，勾选后立即生效。 */
import { element, put } from "./hits.js";

const FILTER_WORDS = wording("search_filters");
const LEGENDS = {
  group: FILTER_WORDS.group,
  year: FILTER_WORDS.year,
  section: FILTER_WORDS.section,
  kind: FILTER_WORDS.kind,
  issuer: FILTER_WORDS.issuer,
  standing: FILTER_WORDS.standing,
};
const TYPES = {
  document: FILTER_WORDS.document,
  attachment: FILTER_WORDS.attachment,
  chronicle: FILTER_WORDS.chronicle,
};
const STANDINGS = wording("states");
const SHOWN = 6;

export function filterForm(parent, counts, chosen, change, clear) {
  const active = /** @type {HTMLInputElement} */ (document.activeElement);
  const focused = active?.closest("#flt") && active.value;
  const box = element("details", element("form", parent, "flt"));
  const number = Object.values(chosen).flat().length;
  box.open = matchMedia("(min-width:64em)").matches || Boolean(focused);
  element("summary", box).textContent = number ? put(FILTER_WORDS.narrowed, { number }) : FILTER_WORDS.narrow;
  for (const [name, legend] of Object.entries(LEGENDS))
    fieldset(box, name, legend, counts[name] || {}, chosen[name], change);
  if (number) {
    const button = element("button", box, "btn");
    button.type = "button";
    button.textContent = FILTER_WORDS.clear;
    button.addEventListener("click", clear);
  }
  parent.hidden = false;
  if (focused) [...parent.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
}

function fieldset(parent, name, legend, counts, chosen, change) {
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
    element("span", label).textContent = counts[value] || 0;
    input.addEventListener("change", () =>
      change(name, input.checked ? [...chosen, value] : chosen.filter((one) => one !== value)),
    );
  }
}
