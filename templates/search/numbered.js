/* 发文字号：哪几件文件是，没有的，最近的是哪几件。 */
import { candidates } from "./candidates.js";
import { fold, parse } from "./fold.js";
import { abbreviates, codeDistance, numberOf } from "./numbers.js";
import { records } from "./store.js";

/* 排在别的前面的，从这么多分数起。 */
export const FOREMOST = 10000;

/* 整句话像字号时，是哪几件，或者最近的是哪几件；不像的是 null。 */
/** @type {(index: SearchIndex, written: string) => Promise<FoundNumbers | null>} */
export async function numbersFor(index, written) {
  const number = numberOf(written);
  return number ? findNumbers(index, number) : null;
}

/** @type {(index: SearchIndex, number: DocumentNumber) => Promise<FoundNumbers | null>} */
export async function findNumbers(index, number) {
  const { numbers } = await records(index.names);
  const rows = numbers.flatMap(([name, flat]) => rowsOf(name, flat));
  const code = fold(number.code);
  const { year, n } = number;
  const same = rows.filter((row) => fold(row.code) === code);
  const known = same.length ? same : rows.filter((row) => isPart(fold(row.code), code));
  /** @type {(row: NumberRow) => boolean} */
  const here = (row) => (!year || row.year === year) && row.n === n;
  const named = known.filter(here);
  const found =
    named.length || same.length || !year ? named : rows.filter((row) => here(row) && abbreviates(code, fold(row.code)));
  if (found.length)
    return {
      pages: found.map((row) => row.page),
      rows: found,
      near: [],
      sure: found.length === 1 && Boolean(same.length && (year || !same[0].year)),
    };
  const alike = code && !same.length ? rows.filter((row) => codeDistance(code, fold(row.code)) < 9) : [];
  const near = code ? nearest(number, known, alike) : [];
  return near.length ? { pages: [], rows: [], near, sure: false } : null;
}

/** @type {(code: string, other: string) => boolean} */
const isPart = (code, other) => code.endsWith(other) || other.endsWith(code);

const MOST_NEAR = 6;

/* 号和年都对、代字相近的最可能，其次是代字对、年和号相近的。 */
/** @type {(number: DocumentNumber, known: NumberRow[], alike: NumberRow[]) => NumberRow[]} */
function nearest({ code, year, n }, known, alike) {
  /** @type {(row: NumberRow) => number} */
  const distance = (row) =>
    (year ? Math.abs(row.year - year) * 1000 : 0) +
    Math.abs(row.n - n) +
    (known.includes(row) ? 0 : codeDistance(fold(code), fold(row.code)));
  const rows = [...new Set([...known, ...alike])];
  return rows.sort((one, other) => distance(one) - distance(other)).slice(0, MOST_NEAR);
}

/** @type {(code: string, flat: number[]) => NumberRow[]} */
export function rowsOf(code, flat) {
  const rows = [];
  for (let at = 0; at < flat.length; at += 3) rows.push({ code, year: flat[at], n: flat[at + 1], page: flat[at + 2] });
  return rows;
}

/** @type {(number: { code: string, year: number, n: number | string }) => string} */
export const numberWords = ({ code, year, n }) => (year ? `${code}〔${year}〕${n}号` : `${code}第${n}号`);

/* 字号写法不同也算：它的文件排在最前，引用它的文件随后。 */
/** @type {(index: SearchIndex, numbers: FoundNumbers | null, thorough: boolean) => Promise<Scores>} */
export async function withNumber(index, numbers, thorough) {
  /** @type {Scores} */
  const scores = new Map();
  if (!numbers?.rows.length) return scores;
  numbers.words = numbers.rows.map((row) => parse(`"${numberWords(row)}"`).words[0]);
  const found = await Promise.all(numbers.words.map((word) => candidates(index, [word], thorough)));
  for (const citing of found) for (const [page, score] of citing) scores.set(page, 500 + score);
  for (const [place, page] of numbers.pages.entries()) scores.set(page, FOREMOST - place);
  return scores;
}
