/* 发文字号：哪几件文件是，没有的，最近的是哪几件。 */
import { candidates } from "./candidates.js";
import { fold, parse } from "./fold.js";
import { abbreviates, codeDistance, issuedBy, numberOf } from "./numbers.js";
import { spellingFile } from "./spelling.js";
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
  const code = await inIdeographs(index, fold(number.code), rows);
  const { year, n, unsaid } = number;
  const same = rows.filter((row) => fold(row.code) === code);
  const here = rows.filter((row) => (!year || row.year === year) && row.n === n);
  const found = same.length ? same.filter((row) => here.includes(row)) : closest(code, here, Boolean(unsaid));
  if (found.length)
    return {
      pages: found.map((row) => row.page),
      rows: found,
      near: [],
      sure: found.length === 1 && Boolean(same.length && !unsaid && (year || !same[0].year)),
    };
  if (!code || (unsaid && !same.length)) return null;
  const known = same.length ? same : rows.filter((row) => isPart(fold(row.code), code));
  const alike = same.length ? [] : rows.filter((row) => codeDistance(code, fold(row.code)) < 9);
  const near = nearest({ ...number, code }, known, alike);
  return near.length ? { pages: [], rows: [], near, sure: false } : null;
}

/* 代字没有照样写的：写了一截的、写得短的、写机关名称的，先合上的一种算。 */
/** @type {(code: string, rows: NumberRow[], unsaid: boolean) => NumberRow[]} */
function closest(code, rows, unsaid) {
  /** @type {((other: string) => number)[]} */
  const ways = [
    (other) => Number(isPart(other, code)),
    (other) => Number(abbreviates(code, other)),
    ...(unsaid ? [] : [(/** @type {string} */ other) => issuedBy(code, other)]),
  ];
  for (const way of ways) {
    const fits = rows.map((row) => way(fold(row.code)));
    const best = Math.max(0, ...fits);
    if (best) return rows.filter((_, place) => fits[place] === best);
  }
  return [];
}

/* 代字写成拼音的，换成公报里读音一样的。 */
/** @type {(index: SearchIndex, code: string, rows: NumberRow[]) => Promise<string>} */
async function inIdeographs(index, code, rows) {
  if (!/^[a-z]{2,}$/u.test(code)) return code;
  const spelling = await spellingFile(index);
  const heard = rows.find((row) => spelling.isRead(fold(row.code), code));
  return heard ? fold(heard.code) : code;
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
