/* 话里的数和单位，公文里的各种写法：80岁是八十周岁，18度是18℃，3个月是三个月，四百二十元是420元。 */
import { counted, DIGITS } from "./numbers.js";

/** @type {Record<string, string[]>} */
const UNITS = {
  岁: ["周岁", "岁"],
  周岁: ["周岁", "岁"],
  度: ["℃", "摄氏度"],
  块: ["元"],
  块钱: ["元"],
  平: ["平方米"],
  平米: ["平方米"],
  平方: ["平方米"],
  万: ["万元"],
  万块: ["万元"],
  点: ["时"],
  点钟: ["时"],
  天: ["日", "天"],
  日: ["日"],
  年: ["年"],
  个月: ["个月"],
  公里: ["公里"],
  倍: ["倍"],
  次: ["次"],
};
const NAMES = Object.keys(UNITS)
  .sort((one, other) => other.length - one.length)
  .join("|");
const MEASURE = new RegExp(`(\\d+(?:\\.\\d+)?)(${NAMES})`, "gu");
/* 汉字写的数后面，还有这些单位；“一个”“一次”太平常，不算。 */
const SPELLED = new RegExp(
  `(?<!第|[一二三四五六七八九十百千〇])(?!一[^十百千])([一二三四五六七八九十百千〇]+)((?:[万亿])?(?:${NAMES}|元|人|户|亩|吨|名|家|个|台|辆|张|所|米|毫米|小时|分钟))`,
  "gu",
);

const MOST = 99;

/* 写法不同的：照单位换的，百以内的数再换成汉字的；汉字的换成数字。年份、日期里的不算。 */
/** @type {(spans: string[]) => Alike[]} */
export const measuresIn = (spans) =>
  spans.flatMap((span) => [...inFigures(span), ...spelledOut(span)]).filter(({ others }) => others.length);

/** @type {(span: string) => Alike[]} */
const inFigures = (span) =>
  [...span.matchAll(MEASURE)]
    .filter(([, number, unit]) => !(unit === "年" && number.length === 4))
    .map(([word, number, unit]) => ({ word, others: otherWays(number, unit).filter((other) => other !== word) }));

/** @type {(span: string) => Alike[]} */
const spelledOut = (span) =>
  [...span.replaceAll("两", "二").replaceAll("零", "〇").matchAll(SPELLED)].map(
    ({ 0: { length }, 1: number, 2: unit, index }) => ({
      word: span.slice(index, index + length),
      others: (UNITS[unit] || [unit]).map((other) => counted(number) + other),
    }),
  );

/** @type {(number: string, unit: string) => string[]} */
const otherWays = (number, unit) =>
  UNITS[unit].flatMap((other) => [...inIdeographic(number).map((words) => words + other), number + other]);

/** @type {(number: string) => string[]} */
function inIdeographic(number) {
  const value = Number(number);
  if (!Number.isInteger(value) || value < 1 || value > MOST) return [];
  const tens = Math.floor(value / 10);
  const head = tens ? `${tens > 1 ? DIGITS[tens] : ""}十` : "";
  return [head + (value % 10 ? DIGITS[value % 10] : "")];
}
