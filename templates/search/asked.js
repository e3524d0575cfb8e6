/* 整句话是一个日期、一个刊期时：按人们的各种写法认出来。只认写全的，别的都照原样查。 */
import { fold } from "./fold.js";
import { figures, numberOf } from "./numbers.js";
import { dayNumber } from "./values.js";

const YEAR = "((?:19|20)\\d\\d)年?";
const OF_GAZETTE = "(?:\\D*公报)?";
const AFTERWARDS =
  "(?:的)?(?:这一?天|当[天日])?(?:市?政府)?(?:的)?(大事记|大事|记事|发生了?什么(?:事情?|大事)?|有什么(?:事|大事|活动)|做了什么|干了什么|会议|活动)?";
const DAY = new RegExp(`^${YEAR}(\\d{1,2})月(\\d{1,2})[日号]${AFTERWARDS}$`);
const MONTH_DAY = new RegExp(`^(\\d{1,2})月(\\d{1,2})[日号]${AFTERWARDS}$`);
const EIGHT = new RegExp(`^((?:19|20)\\d\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])${AFTERWARDS}$`);
const PARTED = /^\s*((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?\s*(\D*)$/u;
const MONTH = new RegExp(`^${YEAR}(\\d{1,2})月(?:份)?(?:的)?(?:市?政府)?(?:的)?(?:大事记|大事|记事)$`);
const NUMBERS = "0*(\\d{1,4})(?:至第?0*(\\d{1,4}))?";
const NUMBER = new RegExp(
  `^${OF_GAZETTE}${YEAR}第?${NUMBERS}期(?:总第?\\d+(?:至\\d+)?期)?(?:月刊|双月刊|季刊|合刊)?(?:的)?(?:市?政府)?(?:公报)?$`,
);
const CUMULATIVE = new RegExp(`^${OF_GAZETTE}总第?${NUMBERS}[期号]?(?:公报)?$`);
const OF_ANY_YEAR = new RegExp(`^${OF_GAZETTE}第${NUMBERS}期(?:合刊)?(?:公报)?$`);
const SPECIAL = new RegExp(`^${OF_GAZETTE}${YEAR}(?:的)?(\\D.*?)(?:的)?(?:公报)?$`);
/* 合刊的两个期号之间写什么都行，折叠以后还要看得见。 */
const RANGE = /(?<=第?\s*\d+\s*)(?:[-—–―~～/、和及至到－]|期[、和及至到])+\s*(?=第?\s*\d+\s*[期号])/gu;

/* 整句话是刊期、日子（一年或几年的）还是月份；都不是的是空的。 */
/** @type {(index: SearchIndex, query: string) => Whole} */
export function readWhole(index, query) {
  const text = figures(fold(figures(query.normalize("NFKC")).replace(RANGE, "至")));
  return issuesIn(index, text) || daysIn(index, query, text) || monthIn(text) || {};
}

/** @type {(index: SearchIndex, text: string) => Whole | null} */
function issuesIn(index, text) {
  const cumulative = CUMULATIVE.exec(text),
    named = NUMBER.exec(text),
    match = cumulative || named || OF_ANY_YEAR.exec(text);
  const issues = index.issues.map(([, , name, total, url, more = 0]) => ({ name, total, url, more })).reverse();
  if (!match) return specialIn(issues, text);
  const [first, last] = match.slice(match === named ? 2 : 1);
  const found = issues.filter(({ name, total, more }) => {
    if (cumulative) return total && covers([[total, total + more]], first, last);
    const [year, runs] = numbersIn(name);
    return (!named || year === named[1]) && covers(runs, first, last);
  });
  return found.length ? { issues: found } : { missing: true };
}

/** @typedef {[first: string | number, last: string | number]} Run 合刊的首末两个期号，不合的两个一样 */

/* 期号，合刊的是从第几到第几；增刊、号外另有名称，不算有期号。 */
const NAMED = /^(\d{4})年((?:第\d+(?:—\d+)?期、?)*)(.*)$/u;

/** @type {(name: string) => [year: string, runs: Run[]]} */
function numbersIn(name) {
  const [, year = "", numbers = "", rest = ""] = NAMED.exec(name) || [];
  /** @type {Run[]} */
  const runs = [...numbers.matchAll(/第(\d+)(?:—(\d+))?期/gu)].map(([, first, last]) => [first, last || first]);
  return [year, rest && !rest.startsWith("（") ? [] : runs];
}

/** @type {(runs: Run[], first: string, last?: string) => boolean} */
const covers = (runs, first, last = first) =>
  runs.some(([from, to]) => Number(from) <= Number(first) && Number(last) <= Number(to));

/* 增刊、特刊：照名称写的，不写期号的，只写了开头的。 */
/** @type {(issues: IssueChoice[], text: string) => Whole | null} */
function specialIn(issues, text) {
  const special = SPECIAL.exec(text);
  if (!special) return null;
  const found = issues.filter(({ name }) => {
    const [, year, numbers, rest] = NAMED.exec(name) || [];
    const own = fold(rest || "");
    const told = [own, fold(numbers || "") + own];
    return own && year === special[1] && told.some((words) => words.startsWith(special[2]) && special[2].length > 1);
  });
  return found.length ? { issues: found } : null;
}

/** @type {(index: SearchIndex, query: string, text: string) => Whole | null} */
function daysIn(index, query, text) {
  const parted = PARTED.exec(query.normalize("NFKC"));
  const whole =
    DAY.exec(text) ||
    EIGHT.exec(text) ||
    (parted && DAY.exec(`${parted[1]}年${parted[2]}月${parted[3]}日${fold(parted[4])}`));
  if (whole) {
    const [year, month, day] = whole.slice(1, 4).map(Number);
    return valid(month, day) ? { days: [[year, month, day]], noun: whole[4] } : null;
  }
  const yearless = MONTH_DAY.exec(text) || [];
  const [month, day] = yearless.slice(1, 3).map(Number);
  if (!valid(month, day)) return null;
  const years = index.issues
    .map(([, , name]) => Number(name.slice(0, 4)))
    .flatMap((year) => [year - 1, year, year + 1]);
  const days = [...new Set(years)]
    .map(/** @returns {DayParts} */ (year) => [year, month, day])
    .filter((one) => pagesOn(index, [one]).length);
  return { days: days.reverse(), noun: yearless[3], yearless: true };
}

/** @type {(month: number, day: number) => boolean} */
const valid = (month, day) => month >= 1 && month <= 12 && day >= 1 && day <= 31;

/** @type {(text: string) => Whole | null} */
function monthIn(text) {
  const [year, month] = (MONTH.exec(text) || []).slice(1).map(Number);
  return valid(month, 1) ? { month: [year, month] } : null;
}

/* 这些日子的网页：大事记在前，文件在后。 */
/** @type {(index: SearchIndex, days: DayParts[]) => PageNumber[]} */
export function pagesOn(index, days) {
  const wanted = new Set(days.map(ordinal));
  const pages = [...index.dates.keys()].filter((page) => dated(index, page) && wanted.has(index.dates[page]));
  return pages.sort((one, other) => rankOf(index, one) - rankOf(index, other) || one - other);
}

/* 没有日期的页，在总目里记着前一页的日子；大事记、文件以外的附件不算。 */
/** @type {(index: SearchIndex, page: PageNumber) => boolean} */
const dated = (index, page) => index.pages.kind[page] !== 1 && !index.undated.has(page);
/** @type {(index: SearchIndex, page: PageNumber) => number} */
const rankOf = (index, page) => (index.pages.kind[page] === 2 ? 0 : 1);

/** @type {(value: number) => string} */
const iso2 = (value) => String(value).padStart(2, "0");
/** @type {(day: DayParts) => number} */
const ordinal = ([year, month, day]) => dayNumber(`${year}-${iso2(month)}-${iso2(day)}`);

/** @type {(day: DayParts) => string} */
export const dayWords = ([year, month, day]) => `${year}年${month}月${day}日`;

/* 日期换成写全的；没有写年份的，几年的都要，照样印着月日的也要。 */
/** @type {(whole: Whole, query: string) => string} */
export function datesAsked({ days, noun, yearless }, query) {
  if (!days?.length) return "";
  const dates = days.map(dayWords);
  return (yearless && !noun ? [query.trim(), ...dates] : dates).join(" 或 ");
}

/* 写全了的刊期、月份，直接到那一期、那个月。 */
/** @type {(index: SearchIndex, whole: Whole) => string} */
export function placeOf(index, { issues, month }) {
  if (issues?.length === 1) return issues[0].url;
  if (!month) return "";
  const [year, number] = month;
  /** @type {DayParts[]} */
  const days = month ? Array.from({ length: 31 }, (_, n) => [year, number, n + 1]) : [];
  const some = pagesOn(index, days).some((page) => index.pages.kind[page] === 2);
  return some ? `/chronicle/${year}-${String(number).padStart(2, "0")}/` : "";
}

/* 整句话是日期、刊期、光一个号的，没有就是没有，不给相近的。 */
/** @type {(asked: Inquiry) => boolean} */
export const isExactThing = ({ whole, written }) =>
  Boolean(whole.days || whole.issues || whole.missing || whole.month || numberOf(written)?.code === "");
