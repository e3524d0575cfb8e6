/* standing/texts.json：每件一条时间线，问某一日什么状态。 */

/**
 * @typedef {{ state: string, since: string, until: string }} Period 一段，until 是最后一日
 * @typedef {{ url: string, year: string, issuers: string[], periods: Period[], file: string }} Timeline file 是有题名和原文的
 * @typedef {{ states: string[], issuers: string[], files: string[], texts: [string, string, number[], string, number][] }} Texts
 */

/** @type {(day: IsoDay) => IsoDay} */
const dayBefore = (day) => new Date(Date.parse(day) - 864e5).toISOString().slice(0, 10);

/* 每件一条，各段由早到晚。 */
/** @type {(all: Texts) => Timeline[]} */
export function timelines({ states, issuers, files, texts }) {
  /** @type {(days: string) => Period[]} */
  const periods = (days) => {
    const marks = ["", ...days.split(" ")];
    return Array.from({ length: marks.length / 2 }, (_all, n) => {
      const next = marks[2 * n + 2];
      return { state: states[Number(marks[2 * n + 1])], since: marks[2 * n], until: next ? dayBefore(next) : "" };
    });
  };
  return texts.map(([url, year, names, days, file]) => ({
    url,
    year,
    issuers: names.map((n) => issuers[n]),
    periods: periods(days),
    file: files[file],
  }));
}

/** @type {(one: Timeline, day: IsoDay) => Period} */
export const periodOn = (one, day) => one.periods.findLast(({ since }) => !since || since <= day) || one.periods[0];

const HOLDS = ["in_force", "amended", "partly_suspended"];
/** @type {(day: IsoDay) => IsoDay} */
const yearAfter = (day) => `${String(Number(day.slice(0, 4)) + 1).padStart(4, "0")}${day.slice(4)}`;

/* 到 day 那天，合不合于所问的状态；holds 是现行的（含已修改的、部分暂停执行的），ending 是一年内届满的，ended 是废止的和宣布失效的。 */
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
    .filter((one) => isSo(one, day, state) && one.year.startsWith(year) && (!issuer || one.issuers.includes(issuer)))
    .sort((one, other) => (since(one) < since(other) ? 1 : since(one) > since(other) ? -1 : 0));
}
