/* 各页的情况：哪一类、哪一年、什么栏目；合不合于各个条件。 */
import { stateOn, today } from "./standing.js";

/** @type {Group[]} */
export const GROUPS = ["document", "attachment", "chronicle"];
/** @type {Dimension[]} */
export const DIMENSIONS = ["group", "year", "section", "kind", "issuer", "standing"];

/* 判断一页合不合于各个条件的函数，except 这一个不计。同一条件的几个值合于一个即可。 */
/** @type {(index: SearchIndex, filters: Filters, except?: string) => (page: PageNumber) => boolean} */
export function passing(index, filters, except = "") {
  const { from, to } = filters;
  const asked = DIMENSIONS.map((name) => ({ name, wanted: [filters[name] ?? []].flat().map(String) })).filter(
    ({ name, wanted }) => name !== except && wanted.length,
  );
  /** @type {(condition: { name: Dimension, wanted: string[] }, page: PageNumber) => boolean} */
  const fits = ({ name, wanted }, page) => valuesOf(index, page, name).some((value) => wanted.includes(value));
  return (page) => (!(from || to) || within(index, page, from, to)) && asked.every((one) => fits(one, page));
}

/* 日期在 from 到 to 之间；没有日期的页，限定了日期就不算。 */
/** @type {(index: SearchIndex, page: PageNumber, from?: IsoDay, to?: IsoDay) => boolean} */
function within(index, page, from, to) {
  const day = index.dates[page];
  return !index.undated.has(page) && (!from || day >= dayNumber(from)) && (!to || day <= dayNumber(to));
}

/* 与总目同样计日：公元元年一月一日是第一天。 */
/** @type {(iso: IsoDay) => number} */
export const dayNumber = (iso) => Math.round(Date.parse(iso) / 86400000) + 719163;

/** @type {(index: SearchIndex, page: PageNumber, name: Dimension) => string[]} */
export function valuesOf(index, page, name) {
  const { pages } = index;
  switch (name) {
    case "group":
      return [GROUPS[pages.kind[page]]];
    case "year":
      return [index.issues[index.issueOf[page]][0].slice(0, 4)];
    case "section":
      return ifAny(index.sections[pages.section[page]]);
    case "kind":
      return ifAny(index.forms[pages.form[page]]);
    case "standing":
      return statesOf(index)[pages.standing[page]];
    default:
      index.separate ||= index.issuers.map((names) => names.split("、").filter(Boolean));
      return index.separate[pages.issuers[page]];
  }
}

/** @type {(value: string) => string[]} */
const ifAny = (value) => (value ? [value] : []);

/* 各种状态今天是什么；问一次今天是几号要些时候，一次查找只问一次。 */
/** @type {(index: SearchIndex) => string[][]} */
function statesOf(index) {
  if (!index.states) {
    const day = today();
    index.states = index.standings.map((days) => (days ? [stateOn(days, day)] : []));
  }
  return index.states;
}

/* 又一次查找：也许已是另一天。 */
/** @type {(index: SearchIndex) => void} */
export function forgetDay(index) {
  index.states = undefined;
}
