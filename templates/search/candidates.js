/* 按索引找出可能的网页和它们的分数，还没有逐页核对。 */
import { gramsOf, looseGrams } from "./grams.js";
import { postings, shardFile } from "./postings.js";
import { isAsked } from "./store.js";

/** @typedef {(word: Word) => number} MostGrams 一个词至多取几个字串 */

export const FEW = 10;
const THOROUGH_GRAMS = 8,
  MOST_GRAMS = 5,
  SCARCE = 4,
  SENTENCE = 6,
  SMALL = 4;

/* 每个词都可能有的网页和它们的分数。一个词先取两个字串，哪一部分里还太多，就在那一部分再取；几个词的，最长的取两个，别的取一个。 */
/** @type {(index: SearchIndex, words: Word[], thorough: boolean) => Promise<Scores>} */
export async function candidates(index, words, thorough) {
  if (thorough) return scored(index, words, () => THOROUGH_GRAMS);
  // 一句问话，文中多半没有照样写着的：先取一个字串，没有就不必再取。
  const sentence = words.length === 1 && words[0].text.length >= SENTENCE;
  if (sentence && !(await scored(index, words, () => 1)).size) return new Map();
  const longest = words.reduce((one, other) => (other.text.length > one.text.length ? other : one));
  /** @type {(word: Word) => number} */
  const most = (word) => (word === longest && words.length < 3 ? 2 : 1);
  const found = await Promise.all(index.parts.map((part) => scoredIn(index, part, words, most)));
  return together(words.length === 1 ? await fewest(index, words, found) : found);
}

/* 还太多的，再取一个字串；刚才去掉了大半的，剩下的多半也是碰巧，只要不是没几页，也再取。标题里有的不会是碰巧。 */
/** @type {(index: SearchIndex, words: Word[], found: Scores[]) => Promise<Scores[]>} */
async function fewest(index, words, found) {
  let before = await Promise.all(index.parts.map((part) => scoredIn(index, part, words, () => 1)));
  for (let grams = 3; grams <= MOST_GRAMS; grams += 1) {
    const fell = found.some(({ size }, n) => size * 2 <= before[n].size) && !found.some(isHeaded);
    if (!(fell ? total(found) > SCARCE : grams === 3 && total(found) > FEW)) break;
    const again = found.map((scores, n) =>
      scores.size > SCARCE / 2 ? scoredIn(index, index.parts[n], words, () => grams) : scores,
    );
    before = found;
    found = await Promise.all(again);
  }
  return found;
}

/** @type {(scores: Scores) => boolean} */
const isHeaded = (scores) => [...scores.values()].some((score) => score >= IN_HEAD);
/** @type {(found: Scores[]) => number} */
const total = (found) => found.reduce((sum, scores) => sum + scores.size, 0);
/** @type {(found: Scores[]) => Scores} */
const together = (found) => new Map(found.flatMap((scores) => [...scores]));

/** @type {(index: SearchIndex, words: Word[], most: MostGrams) => Promise<Scores>} */
export const scored = async (index, words, most) =>
  together(await Promise.all(index.parts.map((part) => scoredIn(index, part, words, most))));

/** @type {(index: SearchIndex, part: Part, words: Word[], most: MostGrams) => Promise<Scores>} */
async function scoredIn(index, part, words, most) {
  /** @type {Scores} */
  const scores = new Map();
  const found = await Promise.all(words.map((word) => pagesWith(index, part, word, fewer(index, part, most(word)))));
  for (const page of found[0].keys()) {
    if (!found.every((pages) => pages.has(page))) continue;
    const sum = found.reduce((all, pages) => all + (pages.get(page) || 0), 0);
    scores.set(page, sum + covered(index, page, words, sum) + page / index.count);
  }
  return scores;
}

/* 比起全部来小的一部分，少取一个字串也剩不下几页。 */
/** @type {(index: SearchIndex, part: Part, most: number) => number} */
const fewer = (index, part, most) => (most > 1 && part.blocks * SMALL < index.blocks ? most - 1 : most);

export const IN_HEAD = 100;
const ON_DAY = 50,
  MENTIONED = 10,
  DOCUMENT = 3,
  WHOLE_TITLE = 60;

/* 标题里几乎只有这些词的，排在标题更长的前面；文件的标题先于附件的标题。 */
/** @type {(index: SearchIndex, page: PageNumber, words: Word[], score: number) => number} */
function covered(index, page, words, score) {
  const { pages } = index;
  const asked = words.reduce((sum, word) => sum + word.text.length, 0);
  const headed = score >= IN_HEAD * words.length;
  const title = headed ? WHOLE_TITLE * Math.min(1, asked / (pages.title[page] * 4 + 4)) : 0;
  return title + (pages.kind[page] === 0 ? (headed ? WHOLE_TITLE : DOCUMENT) : 0);
}

/** @type {(index: SearchIndex, part: Part, word: Word, most: number) => Promise<Scores>} */
async function pagesWith(index, part, word, most) {
  if (word.any) return united(await Promise.all(word.any.map((one) => pagesWith(index, part, one, most))));
  const pages = new Map();
  /** @type {(page: PageNumber, score: number) => void} */
  const add = (page, score) => pages.set(page, Math.max(pages.get(page) || 0, score));
  const grams = word.loose
    ? looseGrams(word.text)
    : gramsOf(word.text, most, index.rarity, (gram) => isHere(index, gram));
  const lists = await Promise.all(
    grams.map(async ({ gram, need }) => {
      const list = await postings(part, gram);
      return list && { need, ...list };
    }),
  );
  const there = lists.filter((list) => list !== null);
  if (there.length === lists.length) {
    for (let block = 0; block < part.blocks; block += 1) {
      const score = scoreAt(index, part, there, block);
      if (score) add(part.pageOf[block], score);
    }
  }
  for (const { day } of word.dates) {
    const list = await postings(part, `@${day}`);
    if (!list) continue;
    list.blocks.forEach((there, block) => {
      if (there) add(part.pageOf[block], ON_DAY);
    });
  }
  return pages;
}

/* “或”的两边有一个就算，分数取高的。 */
/** @type {(all: Scores[]) => Scores} */
function united(all) {
  const pages = new Map();
  for (const [page, score] of all.flatMap((one) => [...one])) pages.set(page, Math.max(pages.get(page) || 0, score));
  return pages;
}

/* 一句话至多跨到下一块；头一块是标题和字号。 */
/** @type {(index: SearchIndex, part: Part, lists: (Postings & { need: number })[], block: number) => number} */
function scoreAt(index, part, lists, block) {
  const page = part.pageOf[block];
  const next = part.pageOf[block + 1] === page;
  let here = true,
    /** @type {number | boolean} */
    often = true;
  for (const { need, blocks, often: many } of lists) {
    if ((blocks[block] & need) !== need) {
      here = false;
      if (!next || (blocks[block + 1] & need) !== need) return 0;
    }
    often &&= many[block] || (next && many[block + 1]);
  }
  const headed = index.pages.kind[page] !== 2 && part.starts[page - part.first] === block;
  return headed && here ? IN_HEAD : often ? MENTIONED : 1;
}

/* 一个字串所在的文件都已经在取：别的查法取过的，先用。 */
/** @type {(index: SearchIndex, gram: string) => boolean} */
const isHere = (index, gram) => index.parts.every((part) => isAsked(shardFile(part, gram)));
