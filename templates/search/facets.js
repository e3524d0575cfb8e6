/* 条件后面的数，要与点了以后看到的一样：核对过的才算准数；太多核对不完的说“约”，但没有的决不列出来。 */
import { take } from "./inquiry.js";
import { passing, valuesOf } from "./values.js";

const MOST_PACKS = 16,
  CHEAP_PACKS = 6,
  TRIED_VALUES = 4;

/* 还要取的很少，不等读者来看条件，就可以先核对。 */
/** @type {(asked: Inquiry) => boolean} */
export function isCheap(asked) {
  const waiting = [...asked.scores.keys()].filter((page) => !asked.checked.has(page));
  return packsOf(asked, waiting) <= CHEAP_PACKS;
}

/* 核对完了没有；asked.facets 随之改。 */
/** @type {(asked: Inquiry) => Promise<boolean>} */
export async function settle(asked) {
  const pages = [...asked.scores.keys()];
  if (asked.certain(pages)) return true;
  const waiting = () => pages.filter((page) => !asked.checked.has(page));
  if (packsOf(asked, waiting()) > MOST_PACKS) await asked.sharpen();
  for (const page of pages) if (!asked.mayHave(page)) asked.checked.set(page, null);
  const few = packsOf(asked, waiting()) <= MOST_PACKS;
  if (few) await take(asked, waiting(), Number.POSITIVE_INFINITY);
  asked.recount();
  if (!few) await onlyThere(asked);
  return few;
}

/** @type {(asked: Inquiry, pages: PageNumber[]) => number} */
const packsOf = (asked, pages) => new Set(pages.map((page) => asked.index.packs[page])).size;

/* 还没有核对时，只列已经核对出有的。 */
/** @type {(asked: Inquiry) => void} */
export function onlyVerified(asked) {
  for (const [name, counts] of Object.entries(asked.facets))
    for (const value of Object.keys(counts))
      if (!underOf(asked, name, value).some((page) => asked.checked.get(page))) delete counts[value];
}

/* 选了这个值就能看到的。 */
/** @type {(asked: Inquiry, name: Dimension, value: string) => PageNumber[]} */
const underOf = ({ index, filters, scores }, name, value) =>
  [...scores.keys()]
    .filter((page) => valuesOf(index, page, name).includes(value))
    .filter(passing(index, filters, name));

/* 每个值下至少核对出一页，核对不出的不列。 */
/** @type {(asked: Inquiry) => Promise<void>} */
async function onlyThere(asked) {
  for (const [name, counts] of Object.entries(asked.facets)) {
    for (const value of Object.keys(counts)) {
      const under = underOf(asked, name, value);
      if (under.some((page) => asked.checked.get(page))) continue;
      if (!(await take(asked, under.slice(0, TRIED_VALUES), 1)).length) delete counts[value];
    }
  }
}
