/* 整句话是一个日期、一个刊期时：按人们的各种写法认出来。只认写全的，别的都照原样查。 */
import { fold } from "./fold.js";
import { figures, inFull, numberOf } from "./numbers.js";
import { dayNumber } from "./values.js";

const YEAR = "((?:19|20)\\d\\d)年?";
const OF_GAZETTE = "(?:\\D*公报)?";
/* 日子后面写的：那天的大事，或者那天的文件。 */
const EVENTS =
    "大事记|大事|记事|会议|活动|新闻|(?:都?(?:发生|干|做|办|开|有)了?(?:过|些)?(?:什么|啥|哪些)(?:事情?|大事|活动|会议|会|新闻)?)",
  PAPERS = "(?:印?发布?|下发|印发|出台|公布|签发|成文)?的?(?:文件|通知|通告|公告|意见|办法|决定|批复|政策)";
const AFTERWARDS = `(?:的)?(?:这一?天|当[天日])?(?:市?政府)?(?:的)?(${EVENTS}|${PAPERS})?(?:有哪些|是什么|有什么)?`;
const DATE = `(\\d{1,2})月(\\d{1,2})[日号]${AFTERWARDS}$`;
const DAY = new RegExp(`^${YEAR}${DATE}`),
  SHORT_DAY = new RegExp(`^((?:19|20)?\\d\\d)年${DATE}`),
  MONTH_DAY = new RegExp(`^${DATE}`),
  ABOUT_PAPERS = new RegExp(`^${PAPERS}$`);
const EIGHT = new RegExp(`^((?:19|20)?\\d\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])${AFTERWARDS}$`);
const PARTED = /^\s*((?:19|20)?\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?\s*(\D*)$/u;
/* 只写月日的，后面要写着大事记这样的话：5.12 也许是个数。 */
const SHORT = /^\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\s*(\D+)$/u;
const MONTH = new RegExp(`^(?:${YEAR})?(\\d{1,2})月(?:份)?(?:的)?(?:市?政府)?(?:的)?(?:${EVENTS})(?:有哪些|是什么)?$`);
const NUMBERS = "0*(\\d{1,4})(?:至第?0*(\\d{1,4}))?";
const NUMBER = new RegExp(
  `^${OF_GAZETTE}${YEAR}第?${NUMBERS}期(?:总第?\\d+(?:至\\d+)?期)?(?:月刊|双月刊|季刊|合刊)?(?:的)?(?:市?政府)?(?:公报)?$`,
);
const CUMULATIVE = new RegExp(`^${OF_GAZETTE}总第?${NUMBERS}[期号]?(?:公报)?$`);
const OF_ANY_YEAR = new RegExp(`^${OF_GAZETTE}第${NUMBERS}期(?:合刊)?(?:公报)?$`);
const SPECIAL = new RegExp(`^${OF_GAZETTE}${YEAR}(?:的)?(\\D.*?)(?:的)?(?:公报)?$`);
/* 网站不知道读者的今年是哪一年：当没有写年份。 */
const THIS_YEAR = /^\s*(?:今年|去年|前年|本年度?|当年)(?:的)?(?=.*[期日号月])/u;
/* 合刊的两个期号之间写什么都行，折叠以后还要看得见。 */
const RANGE = /(?<=第?\s*\d+\s*)(?:[-—–―~～/、和及至到－]|期[、和及至到])+\s*(?=第?\s*\d+\s*[期号])/gu;

/* 整句话是刊期、日子（一年或几年的）还是月份；都不是的是空的。 */
/** @type {(index: SearchIndex, query: string) => Whole} */
export function readWhole(index, query) {
  const written = query.normalize("NFKC").replace(THIS_YEAR, "");
  const text = figures(fold(figures(written).replace(RANGE, "至")));
  return issuesIn(index, text) || daysIn(index, written, text) || monthsIn(index, text) || {};
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

/** @type {(index: SearchIndex, written: string, text: string) => Whole | null} */
function daysIn(index, written, text) {
  const whole = wholeDay(written, text);
  if (whole) {
    const [month, day] = whole.slice(2, 4).map(Number);
    const year = Number(whole[1].length === 2 ? inFull(whole[1]) : whole[1]);
    /** @type {DayParts} */
    const date = [year, month, day];
    // 年份只写两位的，也许是个数：公报里有那一天才算。
    const is = valid(month, day) && (whole[1].length > 2 || pagesOn(index, [date]).length);
    return is ? asNamed({ days: [date] }, whole[4]) : null;
  }
  const short = SHORT.exec(written);
  const yearless = MONTH_DAY.exec(short ? `${short[1]}月${short[2]}日${fold(short[3])}` : text) || [];
  const [month, day] = yearless.slice(1, 3).map(Number);
  if (!valid(month, day)) return null;
  const days = yearsOf(index)
    .map(/** @returns {DayParts} */ (year) => [year, month, day])
    .filter((one) => pagesOn(index, [one]).length);
  return asNamed({ days, yearless: true }, yearless[3]);
}

/* 年月日都写了的。 */
/** @type {(written: string, text: string) => RegExpExecArray | null} */
function wholeDay(written, text) {
  const parted = PARTED.exec(written);
  return (
    DAY.exec(text) ||
    EIGHT.exec(text) ||
    (parted && SHORT_DAY.exec(`${parted[1]}年${parted[2]}月${parted[3]}日${fold(parted[4])}`))
  );
}

/* 问的是那天的大事，还是那天的文件。 */
/** @type {(whole: Whole, noun?: string) => Whole} */
const asNamed = (whole, noun) => ({ ...whole, noun, papers: Boolean(noun && ABOUT_PAPERS.test(noun)) });

/* 公报可能写到的年份，近的在前。 */
/** @type {(index: SearchIndex) => number[]} */
const yearsOf = ({ issues }) =>
  [...new Set(issues.map(([, , name]) => Number(name.slice(0, 4))).flatMap((year) => [year - 1, year, year + 1]))].sort(
    (one, other) => other - one,
  );

/** @type {(month: number, day: number) => boolean} */
const valid = (month, day) => month >= 1 && month <= 12 && day >= 1 && day <= 31;

/* 写了年的那个月，没有写年的各年的那个月，有大事记的才算。 */
/** @type {(index: SearchIndex, text: string) => Whole | null} */
function monthsIn(index, text) {
  const match = MONTH.exec(text);
  if (!match || !valid(Number(match[2]), 1)) return null;
  const years = match[1] ? [Number(match[1])] : yearsOf(index);
  const months = years
    .map(/** @returns {MonthParts} */ (year) => [year, Number(match[2])])
    .filter((month) => hasChronicle(index, month));
  return { months };
}

/** @type {(index: SearchIndex, month: MonthParts) => boolean} */
function hasChronicle(index, [year, month]) {
  const days = Array.from({ length: 31 }, /** @returns {DayParts} */ (_, n) => [year, month, n + 1]);
  return pagesOn(index, days).some((page) => index.pages.kind[page] === 2);
}

/* 这些日子的网页：大事记在前，文件在后；papers 时反过来。 */
/** @type {(index: SearchIndex, days: DayParts[], papers?: boolean) => PageNumber[]} */
export function pagesOn(index, days, papers = false) {
  const wanted = new Set(days.map(ordinal));
  const pages = [...index.dates.keys()].filter((page) => dated(index, page) && wanted.has(index.dates[page]));
  const turn = papers ? -1 : 1;
  return pages.sort((one, other) => turn * (rankOf(index, one) - rankOf(index, other)) || one - other);
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

/* 写全了的刊期、只有一个的月份，直接到那一期、那个月。 */
/** @type {(whole: Whole) => string} */
export function placeOf({ issues, months }) {
  if (issues?.length === 1) return issues[0].url;
  return months?.length === 1 ? monthPlace(months[0]) : "";
}

/** @type {(month: MonthParts) => string} */
export const monthPlace = ([year, month]) => `/chronicle/${year}-${iso2(month)}/`;

/* 整句话是日期、刊期、光一个号的，没有就是没有，不给相近的。 */
/** @type {(asked: Inquiry) => boolean} */
export const isExactThing = ({ whole, written }) =>
  Boolean(whole.days || whole.issues || whole.missing || whole.months || numberOf(written)?.code === "");
