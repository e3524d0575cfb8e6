/* 人们怎样写数和字号：汉字写的数，写得不全、带着“文件”“全文”的字号。 */
import { fold } from "./fold.js";

/* 汉字写的数读作数字：二〇二四年十月二十九日 → 2024年10月29日。只读后面有年月日号期、或在括号里当年份用的。 */
export const DIGITS = "〇一二三四五六七八九";

/** @type {(text: string) => string} */
export function figures(text) {
  return text
    .replace(/[零○◯]/gu, "〇")
    .replace(/(?<![0-9一二三四五六七八九十〇])[0-9]{2}(?=年(?:第?[0-9]{1,4}[号期]|[0-9]{1,2}月))/gu, inFull)
    .replace(/[一二三四五六七八九〇]{4}(?=年|第?[0-9一二三四五六七八九十百〇]+号|$)/gu, spelled)
    .replace(
      /[一二三四五六七八九十百〇]+(?=[月日号期]|[、和及至到—–-]第?[一二三四五六七八九十百〇\d]+期)/gu,
      (written) => String(counted(written) || written),
    )
    .replace(/(?<=第)[一二三四五六七八九十百〇]+$/gu, (written) => String(counted(written) || written));
}

/* 两位的年份补全：25年5期是2025年的。 */
/** @type {(year: string) => string} */
export const inFull = (year) => (Number(year) < FIRST_YEAR ? "20" : "19") + year;
const FIRST_YEAR = 49;

/** @type {(written: string) => string} */
const spelled = (written) => [...written].map((sign) => DIGITS.indexOf(sign)).join("");

/** @type {Record<string, number>} */
const TENS = { 十: 10, 百: 100, 千: 1000 };

/* 一百零六是 106，二十九是 29；没有十、百、千的一位一位读。 */
/** @type {(written: string) => number} */
export function counted(written) {
  if (!/[十百千]/u.test(written)) return Number(spelled(written));
  let total = 0,
    digit = 0;
  for (const sign of written) {
    if (sign in TENS) {
      total += (digit || 1) * TENS[sign];
      digit = 0;
    } else digit = DIGITS.indexOf(sign);
  }
  return total + digit;
}

/* 整句话读作发文字号；不像字号的是 null。 */
const AFTER_NUMBER =
  /(?<=号)(?:文件?|通知)?(?:的)?(?:全文|内容|原文|正文|下载|是什么(?:文件)?|讲(?:的是)?什么|说(?:的是)?什么)?$/u;

/** @type {(query: string) => DocumentNumber | null} */
export function numberOf(query) {
  const written = figures(fold(query.replace(/[○◯]/gu, "〇")));
  if (/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(written)) return null;
  const named = /号(?:文|令|公告|通告)/u.test(written);
  const text = written.replace(/^(?:发?文?字|文)号/u, "").replace(AFTER_NUMBER, "");
  const dated = /^(\D*)((?:19|20)\d\d)年?第?号?0*(\d{1,5})号?$/u.exec(text);
  if (dated) return { code: dated[1], year: Number(dated[2]), n: Number(dated[3]) };
  const after = /^(\D*?)第?0*(\d{1,5})号(?:文件?)?((?:19|20)\d\d)年?$/u.exec(text);
  if (after) return { code: after[1], year: Number(after[3]), n: Number(after[2]) };
  const turned = /^(\D*?)第?0*(\d{1,5})号(令|公告|通告)$/u.exec(text);
  if (turned) return { code: turned[1] + turned[3], year: 0, n: Number(turned[2]) };
  const bare = named && /^第?0*(\d{1,5})号$/u.exec(text);
  if (bare) return { code: "", year: 0, n: Number(bare[1]) };
  const order = /^(\D+?)第?0*(\d{1,5})号$/u.exec(text) || /^(\D+令)第?0*(\d{1,5})$/u.exec(text);
  if (order) return { code: order[1], year: 0, n: Number(order[2]) };
  // 没有写“号”的，代字要是公报里有的才算。
  const unsaid = /^(\p{Script=Han}{2,6})0*(\d{1,4})$/u.exec(text);
  return unsaid ? { code: unsaid[1], year: 0, n: Number(unsaid[2]), unsaid: true } : null;
}

/* 代字写得不全、写错一两个字的：包府办 → 包府办发，包政办发 → 包府办发。越小越近，太远的是无穷大。 */
/** @type {(code: string, other: string) => number} */
export function codeDistance(code, other) {
  if (!code || !other) return Number.POSITIVE_INFINITY;
  const distance = edits([...code], [...other]);
  if (abbreviates(code, other)) return Math.min(distance, 1) + 0.1 * Math.abs(other.length - code.length);
  return distance <= Math.max(1, Math.floor(Math.max(code.length, other.length) / 3))
    ? distance + 1
    : Number.POSITIVE_INFINITY;
}

/* 各字都依次在全称里的，是简称。 */
/** @type {(code: string, other: string) => boolean} */
export function abbreviates(code, other) {
  let at = 0;
  for (const sign of other) if (sign === code[at]) at += 1;
  return at === code.length;
}

/* 写的是机关的名称：澜川市人民政府、市政府办的文件，代字是澜府发、澜府办发。除了末一个字，都依次在名称里；地名可以不写。 */
const OFFICE = /(?:政府|办公[室厅]|府办?|[局厅委会])$/u;

/** @type {(name: string, code: string) => number} 合上几个字，不合的是 0 */
export function issuedBy(name, code) {
  if (!OFFICE.test(name)) return 0;
  const stem = code.slice(0, -1);
  return [stem, stem.slice(1)].find((one) => one && abbreviates(one, name))?.length || 0;
}

/** @type {(one: string[], other: string[]) => number} */
function edits(one, other) {
  let row = other.map((_, n) => n + 1);
  one.forEach((sign, n) => {
    /** @type {number[]} */
    const next = [];
    other.forEach((same, m) => {
      const diagonal = m ? row[m - 1] : n;
      const left = m ? next[m - 1] : n + 1;
      next.push(Math.min(row[m] + 1, left + 1, diagonal + (sign === same ? 0 : 1)));
    });
    row = next;
  });
  return row.at(-1) ?? one.length;
}
