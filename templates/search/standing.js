/* 某一日是什么状态。生成网页时不知道今天，由读者这里说。搜索、列表、文件页共用。 */

/* days 是状态和状态改变的日子，由早到晚相间：“pending 2025-05-01 in_force”；day 是要问的日子。 */
/** @type {(days: string, day: IsoDay) => string} */
export const stateOn = (days, day) =>
  days.split(" ").reduce((now, one, n, all) => (n % 2 || all[n - 1] > day ? now : one));

/* 北京时间的今天，与公文所印的日子一样写。 */
/** @type {() => IsoDay} */
export const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

/** @type {(state: string) => boolean} */
export const isOver = (state) => /^(?:exp|rep|lap)/.test(state);
