/* 话里的数和单位，公文里的各种写法：80岁是八十周岁，18度是18℃，3个月是三个月。 */
import { DIGITS } from "./numbers.js";

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
const MEASURE = new RegExp(
  `(\\d+(?:\\.\\d+)?)(${Object.keys(UNITS)
    .sort((one, other) => other.length - one.length)
    .join("|")})`,
  "gu",
);

const MOST = 99;

/* 写法不同的：照单位换的，百以内的数再换成汉字的。年份、日期里的不算。 */
/** @type {(spans: string[]) => Alike[]} */
export function measuresIn(spans) {
  return spans.flatMap((span) =>
    [...span.matchAll(MEASURE)]
      .filter(([, number, unit]) => !(unit === "年" && number.length === 4))
      .map(([word, number, unit]) => ({ word, others: otherWays(number, unit).filter((other) => other !== word) }))
      .filter(({ others }) => others.length),
  );
}

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
