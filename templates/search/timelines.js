/* data/standing.csv：逐行读出来，每件一条时间线，问某一日什么状态。 */

/* CSV 的各行，每行是各格的文字；为防当作公式而加在前面的撇号去掉。 */
/** @type {(text: string) => string[][]} */
export function cells(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, plain, end] of text
    .replace(/^\ufeff/, "")
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gu)) {
    const cell = quoted === undefined ? plain : quoted.replaceAll('""', '"');
    rows.at(-1)?.push(cell.replace(/^'(?='*\s*[=+\-@＝＋－＠\t\r\n])/u, ""));
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

/**
 * @typedef {"url" | "title" | "number" | "date"} Fact
 * @typedef {Record<Fact | "issuers" | "state" | "since" | "until" | "sentence", string>} Period 表的一行；各机关写作 JSON
 * @typedef {Record<Fact, string> & { issuers: string[], periods: Period[] }} Timeline
 */

/* 每件一条：题名、文号等，和由早到晚的各段。 */
/** @type {(text: string) => Timeline[]} */
export function timelines(text) {
  const [names, ...rows] = cells(text);
  /** @type {Map<string, Timeline>} */
  const found = new Map();
  for (const row of rows) {
    const one = /** @type {Period} */ (Object.fromEntries(names.map((name, n) => [name, row[n]])));
    if (!found.has(one.url)) found.set(one.url, { ...one, issuers: JSON.parse(one.issuers), periods: [] });
    found.get(one.url)?.periods.push(one);
  }
  return [...found.values()];
}

/** @type {(one: Timeline, day: IsoDay) => Period} */
export const periodOn = (one, day) => one.periods.findLast(({ since }) => !since || since <= day) || one.periods[0];

const HOLDS = ["in_force", "amended"];
/** @type {(day: IsoDay) => IsoDay} */
const yearAfter = (day) => `${String(Number(day.slice(0, 4)) + 1).padStart(4, "0")}${day.slice(4)}`;

/* 到 day 那天，合不合于所问的状态；holds 是现行的（含已修改的），ending 是一年内届满的，ended 是废止的和宣布失效的。 */
/** @type {(one: Timeline, day: IsoDay, asked: string) => boolean} */
export function isSo(one, day, asked) {
  const { state } = periodOn(one, day);
  if (asked === "holds") return HOLDS.includes(state);
  if (asked === "ended") return state === "repealed" || state === "lapsed";
  if (asked === "ending") {
    const next = one.periods.findIndex((period) => period.state === "expired");
    const last = next > 0 ? one.periods[next - 1].until : "";
    return HOLDS.includes(state) && last >= day && last <= yearAfter(day);
  }
  return state === asked;
}

/* 合于各个条件的，最近改变状态的在前。 */
/** @type {(all: Timeline[], asked: { day: IsoDay, state: string, year?: string, issuer?: string }) => Timeline[]} */
export function found(all, { day, state, year = "", issuer = "" }) {
  /** @type {(one: Timeline) => string} */
  const since = (one) => periodOn(one, day).since;
  return all
    .filter((one) => isSo(one, day, state) && one.date.startsWith(year) && (!issuer || one.issuers.includes(issuer)))
    .sort((one, other) => (since(one) < since(other) ? 1 : since(one) > since(other) ? -1 : 0));
}
