/* 缩小范围：每个条件下有多少，勾选后立即生效。 */
import { element } from "./hits.js";

const LEGENDS = { group: "类型", year: "年份", section: "类别", kind: "文种", issuer: "机关", force: "文中载明" };
const TYPES = { document: "文件", attachment: "附件", chronicle: "大事记" };
const SHOWN = 6;

export function filterForm(parent, counts, chosen, change, clear) {
  const focused = document.activeElement?.closest("#flt") && document.activeElement.value;
  const box = element("details", element("form", parent, "flt"));
  const number = Object.values(chosen).flat().length;
  box.open = matchMedia("(min-width:64em)").matches || Boolean(focused);
  element("summary", box).textContent = number ? `缩小范围（已选${number}项）` : "缩小范围";
  for (const [name, legend] of Object.entries(LEGENDS)) fieldset(box, name, legend, counts[name] || {}, chosen[name], change);
  if (number) {
    const button = element("button", box, "btn");
    button.type = "button";
    button.textContent = "取消全部条件";
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
  values.sort((one, other) => name === "group" ? order.indexOf(one) - order.indexOf(other) : name === "year" ? Number(other) - Number(one) : (counts[other] || 0) - (counts[one] || 0));
  const box = element("fieldset", parent);
  element("legend", box).textContent = legend;
  const rest = values.slice(SHOWN).filter((value) => !chosen.includes(value));
  for (const value of values) if (!rest.includes(value)) choice(box, value);
  if (!rest.length) return;
  const more = element("details", box);
  element("summary", more).textContent = `其余${rest.length}项`;
  for (const value of rest) choice(more, value);

  function choice(where, value) {
    const label = element("label", where);
    const input = element("input", label);
    Object.assign(input, { type: "checkbox", name, value, checked: chosen.includes(value) });
    element("span", label).textContent = name === "group" ? TYPES[value] : name === "year" ? `${value}年` : value;
    element("span", label).textContent = counts[value] || 0;
    input.addEventListener("change", () => change(name, input.checked ? [...chosen, value] : chosen.filter((one) => one !== value)));
  }
}
