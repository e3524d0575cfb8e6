/* 折叠：查找时哪些字算同一个字。与 gazette_site/fold.py 是同一条规则，有测试保证两边一致。 */

/** @type {Map<string, string>} */
const simple = new Map();
/** @type {Map<string, string>} */
const folded = new Map();

/* 认得更多繁体字：“問问題题”这样，一个繁体后面跟着它的简体。 */
/** @type {(pairs: string) => void} */
export function learn(pairs) {
  const signs = [...pairs];
  for (let n = 0; n + 1 < signs.length; n += 2) simple.set(signs[n], signs[n + 1]);
  folded.clear();
}

/** @type {(sign: string) => string} */
const plain = (sign) => simple.get(sign) || sign;
const COUNTS = /[\p{L}\p{N}.\u{20000}-\u{3fffd}]/u;
const STRAY_POINT = /(?<![0-9])\.|\.(?![0-9])/g;

/* 一个字折成什么，与它前后的字无关；小数点先留着。 */
/** @type {(sign: string) => string} */
function foldSign(sign) {
  let result = folded.get(sign);
  if (result === undefined) {
    const signs = [...plain(sign).normalize("NFKC").toLowerCase()].map(plain);
    result = signs.filter((one) => COUNTS.test(one)).join("");
    folded.set(sign, result);
  }
  return result;
}

/* 只留字母、汉字、数字和数字之间的小数点。 */
/** @type {(text: string) => string} */
export function fold(text) {
  let result = "";
  for (const sign of text.normalize("NFC")) result += foldSign(sign);
  return result.replace(STRAY_POINT, "");
}

/* 同样折叠（原文须是 NFC），并记下折出的每个字在原文中的起止。 */
/** @type {(text: string) => FoldedText} */
export function foldWithPlaces(text) {
  let result = "",
    at = 0;
  const starts = [],
    ends = [];
  for (const sign of text) {
    const units = foldSign(sign);
    for (let n = 0; n < units.length; n += 1) {
      starts.push(at);
      ends.push(at + sign.length);
    }
    result += units;
    at += sign.length;
  }
  const stray = new Set([...result.matchAll(STRAY_POINT)].map((match) => match.index));
  /** @type {(_: number, n: number) => boolean} */
  const kept = (_, n) => !stray.has(n);
  return { text: result.replace(STRAY_POINT, ""), starts: starts.filter(kept), ends: ends.filter(kept) };
}

/** @typedef {{ written: string, minus: boolean, quoted: boolean, either?: string[] }} Token 一句话里的一个词，还没有折叠 */

/* 要查的话：拆成一个个词，引号里的算一个词，前面带减号的要排除，“或”两边的有一个就行；认出日期。 */

/** @type {Record<string, string>} */
const QUOTES = { "“": "”", '"': '"', "”": "”", "「": "」", "『": "』", "＂": "＂" };
const MINUS = /^[-－−]$/u;
const LONGEST = 200;
const OR = /^(?:OR|or|或|或者|还是|\||｜)$/u;
const LISTED = /(?<![0-9０-９])[、，,；;]|[、，,；;](?![0-9０-９])|(?=[|｜])|(?<=[|｜])/u,
  APART = /[、，,；;]|(?=或者?|[|｜])|(?<=或者?|[|｜])/u;
const MOST_LISTED = 6;

/* 要的词和不要的词。apart 时，逗号、顿号和“或”总是隔开。 */
/** @type {(query: string, options?: { apart?: boolean }) => Query} */
export function parse(query, { apart = false } = {}) {
  const /** @type {Word[]} */ words = [],
    /** @type {Word[]} */ without = [];
  for (const { written, minus, either } of joinedByOr([...tokens(query.slice(0, LONGEST * 2), apart)])) {
    const word = either ? eitherOf(either) : wordOf(written);
    if (word.text) (minus ? without : words).push(word);
  }
  return { written: query.trim(), words, without, quoted: [...query].some((sign) => sign in QUOTES) };
}

/* 一个词，或者“或”隔开的几个。 */
/** @type {(word: Word) => Word[]} */
export const alternatives = (word) => word.any || [word];

/** @type {(query: string, apart: boolean) => Generator<Token>} */
function* tokens(query, apart) {
  for (const token of cut(query)) {
    if (token.quoted) yield token;
    else for (const written of listed(token.written, apart)) yield { ...token, written };
  }
}

/* “补贴、农机”是两个词；逗号前后是长句的，是一段原文，不拆。数字里的逗号不算。 */
/** @type {(written: string, apart: boolean) => string[]} */
function listed(written, apart) {
  const parts = written.split(apart ? APART : LISTED).filter((part) => fold(part) || OR.test(part));
  return parts.length > 1 && (apart || parts.every((part) => OR.test(part) || fold(part).length <= MOST_LISTED))
    ? parts
    : [written];
}

/* 前后都有词的“或”，把两边并作一个。 */
/** @type {(found: Token[]) => Token[]} */
function joinedByOr(found) {
  /** @type {Token[]} */
  const joined = [];
  for (let at = 0; at < found.length; at += 1) {
    const last = joined.at(-1),
      next = found[at + 1];
    if (OR.test(found[at].written) && !found[at].quoted && last && next && fold(next.written)) {
      last.either = [...(last.either || [last.written]), next.written];
      at += 1;
    } else joined.push({ ...found[at] });
  }
  return joined;
}

/** @type {(either: string[]) => Word} */
function eitherOf(either) {
  const any = either.map(wordOf).filter((word) => word.text);
  if (any.length < 2) return any[0] || wordOf("");
  return { written: any.map((word) => word.written).join("或"), text: any[0].text, percents: [], dates: [], any };
}

/** @type {(query: string) => Generator<Token>} */
function* cut(query) {
  let written = "",
    minus = false,
    closing = "";
  for (const sign of query) {
    if (closing ? sign === closing : /\s/u.test(sign) || sign in QUOTES) {
      if (written) yield { written, minus, quoted: Boolean(closing) };
      if (written || closing) minus = false;
      written = "";
      closing = closing ? "" : QUOTES[sign] || "";
    } else if (!closing && !written && MINUS.test(sign)) minus = true;
    else written += sign;
  }
  if (written) yield { written, minus, quoted: Boolean(closing) };
}

/** @type {(written: string) => Word} */
function wordOf(written) {
  const text = fold(written).slice(0, LONGEST);
  return { written, text, percents: percentsOf(written), dates: datesOf(written, text) };
}

/* 写了百分号的，原文也要有：7.5% 不是 7.5。记下百分号前面折出了几个字。 */
/** @type {(written: string) => number[]} */
function percentsOf(written) {
  return [...written.matchAll(/[0-9０-９]\s*[%％]/gu)].map((match) => fold(written.slice(0, match.index + 1)).length);
}

/* 写全的日期，原文常常只印月日：去掉年份的写法，以及那是哪一天。 */
/** @type {(written: string, text: string) => WordDate[]} */
function datesOf(written, text) {
  const dates = [...text.matchAll(/((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日/g)].map((match) => ({
    day: iso(match[1], match[2], match[3]),
    text: text.slice(0, match.index) + text.slice(match.index + 5),
    bare: match[0] === text,
  }));
  const figures = /^\s*((?:19|20)\d\d)\s*[-./－．／]\s*(\d{1,2})\s*[-./－．／]\s*(\d{1,2})\s*$/u.exec(
    written.normalize("NFKC"),
  );
  return figures ? [...dates, { day: iso(figures[1], figures[2], figures[3]), text, bare: true }] : dates;
}

/** @type {(year: string, month: string, day: string) => IsoDay} */
const iso = (year, month, day) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
