/* 查到的分文件、附件、大事记列出：眼前的先取，下面的快看到时再取。 */
import { inQuotes } from "./beyond.js";
import { element, hitItem, put } from "./hits.js";
import { take } from "./inquiry.js";
import { whenNear } from "./near.js";
import { numberWords } from "./numbered.js";
import { PAGE_WORDS } from "./words.js";

const AT_FIRST = 4,
  WHOLE = 5,
  FIRST = 6,
  OVERVIEW = 2,
  MOST_TOLD = 3;
export const BATCH = 10;
/** @type {Record<string, [title: string, unit: string]>} */
const KINDS = {
  document: [PAGE_WORDS.documents, PAGE_WORDS.of_documents],
  attachment: [PAGE_WORDS.attachments, PAGE_WORDS.of_attachments],
  chronicle: [PAGE_WORDS.chronicle, PAGE_WORDS.of_chronicle],
};

/**
 * @typedef {{ name: string, pages: PageNumber[], size: number }} Listed 要列的一类，还没有取
 * @typedef {SearchPage & { alone: boolean, told: () => void }} SectionPage alone 是只看这一类，told 是又核对了几件
 */

/* 要列的各类，先取的几件已经取来；一件也没有的不列。标题里写着所查的话的在前。 */
/** @type {(asked: Inquiry, shown: { group: string, shown: number, days?: DayParts[] }) => Promise<HitGroup[]>} */
export async function groupsOf(asked, { group, shown, days }) {
  const size = shown || (asked.pages.length > BATCH ? FIRST : BATCH);
  const lists = group ? [{ name: group, pages: asked.pages, size }] : overview(asked, size, days);
  // 只有这么几件的，都取来，数就是准的。
  const most = shown || asked.pages.length <= WHOLE ? Number.POSITIVE_INFINITY : AT_FIRST;
  const first = atFirst(lists, most);
  const taken = await Promise.all(lists.map(({ pages }, n) => take(asked, pages, first[n])));
  const groups = lists
    .map((list, n) => ({ ...list, hits: taken[n], label: () => {} }))
    .filter(({ hits }) => hits.length);
  return groups.sort((one, other) => Number(isTitled(other)) - Number(isTitled(one)));
}

/** @type {(group: HitGroup) => boolean} */
export const isTitled = ({ hits }) => hits.some(({ heading }) => heading.some(({ mark }) => mark));

/* 没有限定哪一类时，三类各先看几件，合起来不过这么多。 */
/** @type {(asked: Inquiry, shown: number, days?: DayParts[]) => Listed[]} */
function overview(asked, shown, days) {
  const names = days ? ["chronicle", "document", "attachment"] : Object.keys(KINDS);
  const lists = names.map((name) => ({ name, pages: asked.of(name), size: 0 })).filter(({ pages }) => pages.length);
  for (const list of lists) list.size = Math.min(OVERVIEW, list.pages.length);
  let left = shown - lists.reduce((sum, { size }) => sum + size, 0);
  for (const list of lists) {
    const more = Math.max(0, Math.min(left, list.pages.length - list.size));
    list.size += more;
    left -= more;
  }
  return lists;
}

/* 各类先取几件：每类一件，余下的给前面的。 */
/** @type {(lists: Listed[], most: number) => number[]} */
function atFirst(lists, most) {
  let left = most - lists.length;
  return lists.map(({ size }) => {
    const more = Math.max(0, Math.min(left, size - 1));
    left -= more;
    return Math.min(size, 1 + more);
  });
}

/* 一类的结果；先列的列完了才算完。 */
/** @type {(parent: Element, asked: Inquiry, group: HitGroup, page: SectionPage) => void | Promise<void>} */
export function section(parent, asked, group, page) {
  const listing = new Listing(parent, asked, group, page);
  listing.add(group.hits);
  group.label();
  return whenNear(listing.list.lastElementChild, () => listing.rest());
}

/* 列出来的一类：看到了第几件，怎样再看。 */
class Listing {
  /**
   * @param {Element} parent
   * @param {Inquiry} asked
   * @param {HitGroup} group
   * @param {SectionPage} page
   */
  constructor(parent, asked, group, page) {
    this.asked = asked;
    this.group = group;
    this.page = page;
    this.box = element("section", parent, "grp");
    const heading = element("h2", this.box);
    this.list = element("ol", this.box, "list");
    this.seen = 0;
    const [title, unit] = KINDS[group.name];
    this.title = title;
    this.unit = unit;
    group.label = () => {
      heading.textContent = put(PAGE_WORDS.group, { title, count: totalOf(asked, group.pages, unit) });
    };
  }

  isAll() {
    return this.seen >= this.group.pages.length;
  }

  /** @type {(hits: Hit[]) => void} */
  add(hits) {
    const { pages } = this.group;
    for (const hit of hits) hitItem(this.list, hit);
    this.seen = hits.length ? lastSeen(this.asked, pages, hits) : pages.length;
  }

  /** @type {(number: number) => Promise<Hit[]>} */
  async fetch(number) {
    const hits = await take(this.asked, this.group.pages, number, this.seen);
    if (!this.page.still()) return hits;
    this.add(hits);
    this.page.told();
    return hits;
  }

  /* 先列的几件里还没有取的；再多的，点了才取。 */
  async rest() {
    const { hits, size } = this.group;
    if (hits.length < size && !this.isAll()) hits.push(...(await this.fetch(size - hits.length)));
    if (this.page.still() && !this.isAll()) this.offerMore();
  }

  offerMore() {
    const { alone, go } = this.page;
    const line = element("p", this.box, "more");
    const button = element("button", line, "btn");
    button.type = "button";
    button.textContent = alone
      ? put(PAGE_WORDS.more, { count: put(this.unit, { count: BATCH }) })
      : put(PAGE_WORDS.all, { title: this.title });
    button.addEventListener("click", () => (alone ? this.more(line) : go({ group: this.group.name })));
  }

  /** @type {(line: HTMLElement) => Promise<void>} */
  async more(line) {
    const before = this.list.children.length;
    await this.fetch(BATCH);
    this.list.children[before]?.querySelector("a").focus();
    if (this.isAll()) line.remove();
    this.page.go({ show: String(this.list.children.length) }, true);
  }
}

/* 看到了第几件。 */
/** @type {(asked: Inquiry, pages: PageNumber[], hits: Hit[]) => number} */
function lastSeen(asked, pages, hits) {
  const last = hits[hits.length - 1];
  return pages.findIndex((page) => asked.checked.get(page) === last) + 1;
}

/** @type {(asked: Inquiry, pages: PageNumber[], unit: string) => string} */
const totalOf = (asked, pages, unit) =>
  put(asked.certain(pages) ? unit : PAGE_WORDS.about, {
    unit: put(unit, { count: asked.total(pages) }),
    count: asked.total(pages),
  });

/** @type {(asked: Inquiry, groups: HitGroup[]) => string} */
export function summary(asked, groups) {
  const each = groups
    .map(({ name, pages }) => KINDS[name][0] + totalOf(asked, pages, KINDS[name][1]))
    .join(PAGE_WORDS.comma);
  const without = asked.without.length ? put(PAGE_WORDS.without, { words: quoted(asked.without) }) : "";
  const numbers = numbersOf(asked);
  const loose = asked.words.some((word) => word.loose) ? PAGE_WORDS.loose : "";
  return (
    loose +
    put(asked.words.length > 1 && !numbers ? PAGE_WORDS.found_all : PAGE_WORDS.found, {
      words: numbers || quoted(asked.words),
      without,
      each,
    })
  );
}

/* 按字号查到的，说的是那几个字号，不是读者的写法；太多的不说。 */
/** @type {(asked: Inquiry) => string} */
function numbersOf({ numbers }) {
  const told = [...new Set((numbers?.rows || []).map(numberWords))];
  return told.length > MOST_TOLD ? "" : told.map(inQuotes).join("");
}

/** @type {(asked: Inquiry) => string} */
export const notFound = (asked) =>
  put(asked.without.length ? PAGE_WORDS.not_found_without : PAGE_WORDS.not_found, {
    words: named(asked),
    without: quoted(asked.without),
  });

/** @type {(asked: Inquiry, narrowed: boolean) => string} */
export function nothing(asked, narrowed) {
  const where = narrowed ? PAGE_WORDS.in_range : PAGE_WORDS.everywhere;
  const without = asked.without.length ? put(PAGE_WORDS.without, { words: quoted(asked.without) }) : "";
  const words = quoted(asked.words) + without;
  return where + put(asked.words.length > 1 ? PAGE_WORDS.none_all : PAGE_WORDS.none, { words });
}

/** @type {(words: Word[]) => string} */
const quoted = (words) => words.map((word) => inQuotes(word.written.trim())).join("");
/** @type {(asked: Inquiry) => string} */
export const named = (asked) => (asked.numbers || asked.whole.days ? inQuotes(asked.written) : quoted(asked.words));
