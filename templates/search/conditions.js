/* 查什么、按什么条件：写在地址里，记住的搜索也照样写。 */
import { numberWords } from "./numbered.js";
import { DIMENSIONS } from "./values.js";

const /** @type {("from" | "to")[]} */ DATES = ["from", "to"],
  ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
/** @type {ConditionName[]} */
export const CONDITIONS = [...DIMENSIONS, ...DATES];

/* 地址里要查的话；按字号查的，照字号写。 */
/** @type {(values: URLSearchParams) => string} */
export function queryOf(values) {
  const [words, code, year, n] = ["q", "code", "y", "n"].map((name) => values.get(name) || "");
  return words || (n ? numberWords({ code, year: Number(year), n }) : code);
}

/** @type {(written: string) => IsoDay} */
const dayIn = (written) => (ISO_DAY.test(written) ? written : "");

/** @type {(values: URLSearchParams) => Conditions} */
export const filtersOf = (values) => ({
  ...Object.fromEntries(DIMENSIONS.map((name) => [name, values.getAll(name)])),
  ...Object.fromEntries(DATES.map((name) => [name, dayIn(values.get(name) || "")])),
});

/** @type {(filters: Conditions) => boolean} */
export const some = (filters) => CONDITIONS.some((name) => filters[name].length);

/* 同样的话、同样的条件，写出来总是一样；看到第几件、怎样排，都不算。 */
/** @type {(query: string, filters: Conditions) => string} */
export function written(query, filters) {
  const values = new URLSearchParams({ q: query.trim() });
  for (const name of CONDITIONS)
    for (const value of [filters[name]].flat().sort()) if (value) values.append(name, value);
  return values.toString();
}
