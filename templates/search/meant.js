/* 您是不是要找：写错的字、少写多写的字、拼音，照文中有的字对猜；猜出来的都查过，确有才说。 */
import { IN_HEAD } from "./candidates.js";
import { open, take } from "./inquiry.js";
import { spansOf, synonymsIn } from "./question.js";
import { units } from "./shorter.js";
import { BEAM, IDEOGRAPHS, spellingFile } from "./spelling.js";
import { isSpoken, spoken, toneless } from "./spoken.js";

const MOST_MEANT = 3,
  TRIED_MEANT = 6,
  TOGETHER_MEANT = 3,
  LOOKED_AT = 4,
  LONG_RUN = 5,
  MOST_PARTS = 4;
const SOUND = 1,
  BLURRED = 1.3,
  SWAPPED = 1.4,
  OTHER_SIGN = 1.8,
  SEAM = 2;
/**
 * @typedef {{ signs: string[], at: number[], cost: number }} Changed 改过的字，改在哪几处
 * @typedef {(words: string) => string[]} Cut 切成词，认得的百姓说法不断开
 */

/* 可能要找的，最像的在前。 */
/** @type {(index: SearchIndex, query: string, options?: SearchOptions) => Promise<Meant[]>} */
export async function meant(index, query, options = {}) {
  const typed = toneless(query.trim());
  if (isSpoken(typed)) {
    const whole = await verified(await spoken(index, typed), options);
    return whole.length ? whole : wordByWord(index, typed, options);
  }
  const spans = spansOf(query, index.synonyms);
  const known = synonymsIn(index.synonyms, spans).map(({ word }) => word);
  const spelling = await spellingFile(index);
  const guesses = spans.flatMap((span) => corrections(spelling, span, known));
  return verified(
    guesses.sort((one, other) => one.cost - other.cost || other.weight - one.weight),
    options,
  );
}

/* 隔开写的几个拼音，合起来没有的，一个一个地猜，各取最像的；光有声母的不算。 */
/** @type {(index: SearchIndex, typed: string, options: SearchOptions) => Promise<Meant[]>} */
async function wordByWord(index, typed, options) {
  const parts = typed.split(/\s+/u);
  if (parts.length < 2 || parts.length > MOST_PARTS) return [];
  const each = await Promise.all(
    parts.map(async (part) => verified(await spoken(index, part, { initials: false }), options)),
  );
  // 少的在前：更说明问题。
  const best = each.flatMap((found) => found.slice(0, 1));
  return best.sort((one, other) => one.asked.total() - other.asked.total()).slice(0, MOST_MEANT);
}

/* 查过确有的才算，先有的几句就够了。几句一起查，免得一句等一句。 */
/** @type {(guesses: Guess[], options: SearchOptions) => Promise<Meant[]>} */
async function verified(guesses, options) {
  const /** @type {Meant[]} */ kept = [],
    /** @type {Set<string>} */ seen = new Set();
  /** @type {(one: { cost: number }) => boolean} */
  const worse = ({ cost }) => kept.length > 0 && cost > kept[0].cost + 1;
  for (let at = 0; at < guesses.length && seen.size < TRIED_MEANT && kept.length < MOST_MEANT; at += TOGETHER_MEANT) {
    const batch = guesses.slice(at, at + TOGETHER_MEANT).filter((guess) => !worse(guess));
    if (!batch.length) break;
    for (const one of await Promise.all(batch.map((guess) => firstThere(guess, seen, options))))
      if (one && !worse(one)) kept.push(one);
  }
  return withoutParts(kept.slice(0, MOST_MEANT)).sort(
    (one, other) => Number(other.top >= IN_HEAD) - Number(one.top >= IN_HEAD),
  );
}

/* 一句的几种写法里，先查到的一种；seen 是查过的。 */
/** @type {(guess: Guess, seen: Set<string>, options: SearchOptions) => Promise<Meant | null>} */
async function firstThere({ forms, wrong, cost }, seen, options) {
  for (const words of forms.slice(0, MOST_MEANT)) {
    if (seen.has(words) || seen.size >= TRIED_MEANT) continue;
    seen.add(words);
    const asked = await open(words, options);
    if ((await take(asked, asked.pages.slice(0, LOOKED_AT), 1)).length)
      return { words, asked, wrong, cost, top: asked.scores.get(asked.pages[0]) || 0 };
  }
  return null;
}

/* 猜出的一句是另一句的一部分时，只留长的。 */
/** @type {(kept: Meant[]) => Meant[]} */
const withoutParts = (kept) =>
  kept.filter(({ words }) => !kept.some((other) => other.words !== words && other.words.includes(words)));

/* 写错的字 —————————————————————————————————————————————————— */

/* 改一处（同音的可以几处），让文中没有的字对变成有的。 */
/** @type {(spelling: Spelling, span: string, known: string[]) => Guess[]} */
function corrections(spelling, span, known) {
  const signs = [...span];
  if (signs.length < 2 || signs.length > 24) return [];
  const spared = sparedIn(span, known);
  const guesses = [...homophones(spelling, signs, spared), ...single(spelling, signs, spared)];
  /** @type {Cut} */
  const cut = (words) => units(words, known);
  return guesses.map((changed) => guessOf(spelling, cut, signs, changed)).filter((guess) => guess !== null);
}

/* 认得的百姓说法不当错字。 */
/** @type {(span: string, known: string[]) => Set<number>} */
function sparedIn(span, known) {
  const spared = new Set();
  for (const word of known)
    for (let at = span.indexOf(word); at >= 0; at = span.indexOf(word, at + 1))
      for (let n = 0; n < word.length; n += 1) spared.add(at + n);
  return spared;
}

/** @type {(spelling: Spelling, signs: string[]) => number} */
const missing = (spelling, signs) => signs.slice(1).filter((sign, n) => !spelling.weight(signs[n], sign)).length;

/* 每个字都可换作同音的，各对都要文中有，至多两处断开；换的少的在前。 */
/** @type {(spelling: Spelling, signs: string[], spared: Set<number>) => Changed[]} */
function homophones(spelling, signs, spared) {
  const before = missing(spelling, signs);
  /** @type {(Changed & { seams: number })[]} */
  let paths = [{ signs: [], cost: 0, at: [], seams: 0 }];
  signs.forEach((sign, n) => {
    const choices = [{ sign, cost: 0 }, ...(spared.has(n) ? [] : spelling.alike(sign))];
    const longer = [];
    for (const path of paths)
      for (const choice of choices) {
        const joined = !n || spelling.weight(path.signs[n - 1], choice.sign);
        if (!joined && choice.cost) continue;
        if (!joined && n === 1 && path.at.length) continue;
        longer.push({
          signs: [...path.signs, choice.sign],
          cost: path.cost + (choice.cost ? (choice.cost > 1 ? BLURRED : SOUND) : 0) + (joined ? 0 : SEAM / 2),
          at: choice.cost ? [...path.at, n] : path.at,
          seams: path.seams + (joined ? 0 : 1),
        });
      }
    paths = longer.sort((one, other) => one.cost - other.cost).slice(0, BEAM);
  });
  return paths
    .filter(({ at, seams }) => at.length && at.length <= Math.max(1, Math.ceil(signs.length / 2)) && seams < before)
    .map(({ signs: changed, at, cost, seams }) => ({ signs: changed, at, cost: cost - (seams * SEAM) / 4 }))
    .slice(0, 12);
}

/* 换一个字、多写一个、少写一个、前后颠倒：改处的各对都要文中有。 */
/** @type {(spelling: Spelling, signs: string[], spared: Set<number>) => Changed[]} */
function single(spelling, signs, spared) {
  /** @type {Changed[]} */
  const found = [];
  const before = missing(spelling, signs);
  /** @type {(changed: string[], at: number[], cost: number) => void} */
  const add = (changed, at, cost) => {
    if (changed.length > 1 && missing(spelling, changed) < before) found.push({ signs: changed, at, cost });
  };
  /** @type {(n: number) => boolean} */
  const gap = (n) => n > 0 && n < signs.length && !spelling.weight(signs[n - 1], signs[n]);
  for (let n = 0; n <= signs.length; n += 1) {
    if (!gap(n) && !gap(n + 1)) continue;
    const [before, after] = [signs[n - 1], signs[n + 1]];
    const kept = spared.has(n);
    if (n < signs.length && !kept && signs.length > 2) {
      for (const sign of spelling.between(before, after)) add(replaced(signs, n, 1, sign), [n], OTHER_SIGN);
      if (before && after && spelling.weight(before, after)) add(replaced(signs, n, 1), [n - 1, n], OTHER_SIGN);
    }
    if (n + 1 < signs.length && !(kept && spared.has(n + 1)))
      add(replaced(signs, n, 2, after, signs[n]), [n, n + 1], SWAPPED);
    if (gap(n) && !(kept && spared.has(n - 1)))
      for (const sign of spelling.between(before, signs[n])) add(replaced(signs, n, 0, sign), [n], OTHER_SIGN);
  }
  return found;
}

/** @type {(signs: string[], at: number, length: number, ...others: string[]) => string[]} */
const replaced = (signs, at, length, ...others) => [...signs.slice(0, at), ...others, ...signs.slice(at + length)];

/* 改过的、连着的一段；整段没有的，再试改处所在的词和它前后的词。改得不像一个词的不算。 */
/** @type {(spelling: Spelling, cut: Cut, signs: string[], changed: Changed) => Guess | null} */
function guessOf(spelling, cut, signs, { signs: changed, at, cost }) {
  let from = Math.min(...at),
    to = Math.max(...at) + 1;
  while (from > 0 && spelling.weight(changed[from - 1], changed[from])) from -= 1;
  while (to < changed.length && spelling.weight(changed[to - 1], changed[to])) to += 1;
  [from, to] = inWholeWords(cut(changed.join("")), from, to, at);
  const run = changed.slice(from, to).join("");
  if (run.length < (cost < SWAPPED ? 2 : 3) || !IDEOGRAPHS.test(run)) return null;
  const places = at.map((place) => place - from).filter((place) => place >= 0 && place < run.length);
  const whole = run.length === changed.length && run.length > (cost < SWAPPED ? 2 : 3);
  const strong = whole || run.length >= LONG_RUN;
  const wordy = inWords(cut(run), places) && !(cost >= SWAPPED && betweenWords(cut(signs.join("")), at));
  // 三个字的里面换了一个，像的太多：要像标题里的词那样连着。
  if (cost >= SWAPPED && run.length < 4 && places.some((place) => weightAt(spelling, run, place) < 3)) return null;
  const named = cost < SWAPPED && run.length > 2 && places.every((place) => weightAt(spelling, run, place) >= 3);
  if (!strong && !wordy && !named) return null;
  const weight = [...run].slice(1).reduce((sum, sign, n) => sum + spelling.weight(run[n], sign), 0) / (run.length - 1);
  // 整段都在文中的，不像词也算；只有一截在文中的，要像词。
  const forms = [...new Set([run, ...(wordy || named ? aligned(cut(run), places, cost) : [])])];
  return { forms, cost, weight, wrong: true };
}

/* 头尾不在一个词中间的一段：“公积金付房租”改成“公积金拨付房租”，不说“金拨付”。改处落在外面的，不缩。 */
/** @type {(words: string[], from: number, to: number, at: number[]) => [from: number, to: number]} */
function inWholeWords(words, from, to, at) {
  const ends = [0, ...words.map((_, n) => words.slice(0, n + 1).join("").length)];
  const first = ends.find((end) => end >= from) ?? from,
    last = ends.findLast((end) => end <= to) ?? to;
  return at.every((place) => place >= first && place < last) ? [first, last] : [from, to];
}

/** @type {(spelling: Spelling, run: string, place: number) => number} */
const weightAt = (spelling, run, place) =>
  Math.min(
    place ? spelling.weight(run[place - 1], run[place]) : 4,
    place + 1 < run.length ? spelling.weight(run[place], run[place + 1]) : 4,
  );

/* 改处在两个字以上的词里。 */
/** @type {(words: string[], places: number[]) => boolean} */
const inWords = (words, places) => places.every((place) => wordAt(words, place).length > 1);

/** @type {(words: string[], place: number) => string} */
function wordAt(words, place) {
  const ends = words.map((_, n) => words.slice(0, n + 1).join("").length);
  return words[ends.findIndex((end) => end > place)] || "";
}

/* 原来就断在两个词之间，那里没有相连的字对，不是写错。 */
/** @type {(words: string[], at: number[]) => boolean} */
const betweenWords = (words, at) =>
  at.every((place) => wordAt(words, place).length > 1 || wordAt(words, place - 1).length > 1);

/* 改处所在的词，连同前后各一个词。 */
/** @type {(words: string[], places: number[], cost: number) => string[]} */
function aligned(words, places, cost) {
  const ends = words.map((_, n) => words.slice(0, n + 1).join("").length);
  const first = ends.findIndex((end) => end > Math.min(...places)),
    last = ends.findIndex((end) => end > Math.max(...places));
  return [
    [first - 1, last + 2],
    [first - 1, last + 1],
    [first, last + 2],
    [first, last + 1],
  ]
    .map(([from, to]) => words.slice(Math.max(from, 0), to).join(""))
    .filter((form) => form.length > (cost < SWAPPED ? 1 : 2));
}
