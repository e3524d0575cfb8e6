/* 照样写着的以外，页上还有的：猜您要找的、同义词、相关结果、刊期和月份、少写几个字的。 */
import { IN_HEAD } from "./candidates.js";
import { element, hitItem, put } from "./hits.js";
import { open, take } from "./inquiry.js";
import { meant } from "./meant.js";
import { spansOf, synonymsIn } from "./question.js";
import { findRelated } from "./related.js";
import { shorterParts } from "./shorter.js";
import { PAGE_WORDS } from "./words.js";

const MEANT_HITS = 5,
  MOST_SYNONYMS = 3;

/** @type {(text: string) => string} */
export const inQuotes = (text) => put(PAGE_WORDS.quoted, { text });
/** @type {(asked: Inquiry) => string} */
const items = (asked) => {
  const total = String(asked.total());
  return asked.certain()
    ? put(PAGE_WORDS.of_documents, { count: total })
    : put(PAGE_WORDS.about, { unit: put(PAGE_WORDS.of_documents, { count: total }) });
};

/* 换一句话查的链接，条件都不变。 */
/** @type {(parent: Element, words: string, shown?: string) => void} */
function askLink(parent, words, shown = words) {
  const url = new URL(location.href);
  for (const name of ["q", "show", "group"]) url.searchParams.delete(name);
  url.searchParams.set("q", words);
  const anchor = element("a", parent);
  anchor.href = url.href;
  anchor.textContent = shown;
}

/** @type {(found: Element, style?: string) => HTMLElement} */
function boxBefore(found, style = "near") {
  const box = element("section", null, style);
  found.append(box);
  return box;
}

/* 您是不是要找；最像的一句，结果就列在下面，另成一组。 */
/** @type {(found: Element, asked: Inquiry, filters: Conditions, still: Still) => Promise<Hit[]>} */
export async function offerMeant(found, asked, filters, still) {
  const guesses = await meant(asked.index, asked.written, { filters }).catch(/** @returns {Meant[]} */ () => []);
  if (!still() || !guesses.length) return [];
  const line = element("p", boxBefore(found, "near meant"));
  line.append(PAGE_WORDS.meant);
  for (const guess of guesses) {
    askLink(line, guess.words, put(PAGE_WORDS.with_count, { words: inQuotes(guess.words), count: items(guess.asked) }));
    line.append(PAGE_WORDS.gap);
  }
  const [best] = guesses;
  const hits = await take(best.asked, best.asked.pages, MEANT_HITS);
  if (!still()) return [];
  listHits(found, put(PAGE_WORDS.meant_hits, { words: inQuotes(best.words), count: items(best.asked) }), "", hits);
  return hits;
}

/** @type {(found: Element, title: string, hint: string, hits: Hit[], style?: string) => HTMLElement} */
function listHits(found, title, hint, hits, style = "grp") {
  const box = element("section", found, style);
  element("h2", box).textContent = title;
  if (hint) element("p", box, "hint").textContent = hint;
  const list = element("ol", box, "list");
  for (const hit of hits) hitItem(list, hit);
  return box;
}

/* 相关结果；without 是上面已经列了的。 */
/** @type {(found: Element, asked: Inquiry, hits: Hit[], options: RelatedOptions, still: Still) => Promise<number>} */
export async function addRelated(found, asked, hits, options, still) {
  const related = await findRelated(asked, hits, options);
  if (!still() || !related.length) return 0;
  const words = [...new Set(related.map((hit) => hit.via).filter(Boolean))];
  const hint = words.length ? put(PAGE_WORDS.also, { words: words.map(inQuotes).join("") }) : PAGE_WORDS.alike;
  listHits(found, PAGE_WORDS.related, hint, related, "grp related");
  return related.length;
}

/** @typedef {{ other: string, words: string, asked: Inquiry }} Instead 换了同义词的一句，查到的 */

/* 照样写着的够多时，也说一声同义词；所查的词不在标题里、同义词在的，列出那几件。 */
/** @type {(found: Element, asked: Inquiry, groups: HitGroup[], filters: Conditions, still: Still) => Promise<void>} */
export async function offerSynonyms(found, asked, groups, filters, still) {
  const useful = asked.numbers ? [] : await withSynonyms(asked, filters);
  if (!still() || !useful.length) return;
  const better = inTitles(asked) ? [] : useful.filter((one) => inTitles(one.asked));
  const taken = await Promise.all(better.map((one) => take(one.asked, one.asked.pages, MOST_SYNONYMS)));
  if (!still()) return;
  const known = new Set(groups.flatMap(({ hits }) => hits.map(({ url }) => url)));
  better.forEach(({ other }, n) => {
    const fresh = taken[n].filter(({ url }) => !known.has(url));
    for (const { url } of fresh) known.add(url);
    const hint = put(PAGE_WORDS.also, { words: inQuotes(other) });
    if (fresh.length) listHits(found, PAGE_WORDS.related, hint, fresh, "grp related");
  });
  const line = element("p", found, "more");
  line.append(PAGE_WORDS.instead);
  for (const one of useful) {
    askLink(line, one.words, put(PAGE_WORDS.with_count, { words: inQuotes(one.other), count: items(one.asked) }));
    line.append(PAGE_WORDS.gap);
  }
}

/* 换了同义词，可能有的。 */
/** @type {(asked: Inquiry, filters: Conditions) => Promise<Instead[]>} */
async function withSynonyms({ index, words, written }, filters) {
  const spans = spansOf(written, index.synonyms);
  const length = spans.join("").length;
  // 一个词只是话里的一小截时，换了它也还是要那些话，多半没有：不去查。
  const alike = synonymsIn(index.synonyms, spans).filter(({ word }) => word.length * 2 >= length);
  const tried = alike.flatMap(({ word, others }) => others.map((other) => ({ word, other })));
  const answers = await Promise.all(
    tried.slice(0, MOST_SYNONYMS).map(async ({ word, other }) => {
      const instead = words.map(({ text }) => text.replaceAll(word, other)).join(" ");
      return { other, words: instead, asked: await open(instead, { filters }) };
    }),
  );
  return answers.filter((one) => one.asked.total()).slice(0, MOST_SYNONYMS);
}

/** @type {(asked: Inquiry) => boolean} */
const inTitles = (asked) => [...asked.scores.values()].some((score) => score >= IN_HEAD);

/* 没有照样写着的，看看少写几个字有没有：只在词与词之间断开，数、日期、姓名不断开。 */
/** @type {(found: Element, asked: Inquiry, still: Still) => Promise<void>} */
export async function offerShorter(found, asked, still) {
  const tries = await shorterParts(asked);
  const answers = await Promise.all(tries.map(async (words) => ({ words, asked: await open(words) })));
  const useful = answers.filter((one) => one.asked.pages.length).slice(0, 3);
  if (!still() || !useful.length) return;
  const box = element("section", null, "prose near");
  found.append(box);
  const line = element("p", box);
  line.append(PAGE_WORDS.shorter);
  for (const { words } of useful) {
    askLink(line, words);
    line.append(PAGE_WORDS.gap);
  }
}

/* “育儿 -托育”：写有育儿的都写有托育时，照实说，并给不要减号的查法。 */
/** @type {(found: Element, asked: Inquiry, filters: Conditions, still: Still) => Promise<void>} */
export async function offerWithout(found, asked, filters, still) {
  const words = asked.words.map(({ written }) => written).join(" ");
  const whole = await open(words, { filters });
  if (!(await take(whole, whole.pages, 1)).length || !still()) return;
  const line = element("p", boxBefore(found));
  line.append(
    put(PAGE_WORDS.only_with, {
      words: asked.words.map(({ written }) => inQuotes(written)).join(""),
      without: asked.without.map(({ written }) => inQuotes(written)).join(""),
    }),
  );
  askLink(line, words, put(PAGE_WORDS.with_count, { words: inQuotes(words), count: items(whole) }));
}
