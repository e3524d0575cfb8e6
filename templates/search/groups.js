/* 查到的分文件、附件、大事记列出：眼前的先取，下面的快看到时再取。 */
import { inQuotes } from "./beyond.js";
import { element, hitItem, put } from "./hits.js";
import { take } from "./inquiry.js";
import { whenNear } from "./near.js";

const AT_FIRST = 4,
  WHOLE = 5,
  FIRST = 6,
  OVERVIEW = 2;
export const BATCH = 10;
const GROUP_WORDS = wording("search_page");
/** @type {Record<string, [title: string, unit: string]>} */
const KINDS = {
  document: [GROUP_WORDS.documents, GROUP_WORDS.of_documents],
  attachment: [GROUP_WORDS.attachments, GROUP_WORDS.of_attachments],
  chronicle: [GROUP_WORDS.chronicle, GROUP_WORDS.of_chronicle],
};

/**
 * @typedef {{ name: string, pages: PageNumber[], size: number }} Listed 要列的一类，还没有取
 * @typedef {SearchPage & { alone: boolean, told: () => void }} SectionPage
 */

/* 要列的各类：{name, pages, size 列几件, first 先取几件, hits 取来的, label 把件数写上}；一件也没有的不列。标题里写着所查的话的在前。 */
/** @type {(asked: Inquiry, shown: { group: string, shown: number, days: DayParts[] }) => Promise<HitGroup[]>} */
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
/** @type {(asked: Inquiry, shown: number, days: DayParts[]) => Listed[]} */
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

/* 一类的结果；先列的列完了才算完。go 是换条件，alone 是只看这一类，told 是又核对了几件。 */
/** @type {(parent: Element, asked: Inquiry, group: HitGroup, page: SectionPage) => void | Promise<void>} */
export function section(parent, asked, group, { alone, go, still, told }) {
  const { name, pages, hits, size } = group;
  const [title, unit] = KINDS[name];
  const box = element("section", parent, "grp");
  const heading = element("h2", box);
  const list = element("ol", box, "list");
  let seen = 0;
  /** @type {(more: Hit[]) => void} */
  const add = (more) => {
    for (const hit of more) hitItem(list, hit);
    seen = more.length ? lastSeen(asked, pages, more) : pages.length;
  };
  group.label = () => {
    heading.textContent = put(GROUP_WORDS.group, { title, count: totalOf(asked, pages, unit) });
  };
  /** @type {(number: number) => Promise<Hit[]>} */
  const fetched = async (number) => {
    const more = await take(asked, pages, number, seen);
    if (still()) add(more);
    if (still()) told();
    return more;
  };
  async function rest() {
    if (hits.length < size && seen < pages.length) hits.push(...(await fetched(size - hits.length)));
    if (still() && seen < pages.length) offerMore();
  }
  function offerMore() {
    const button = element("button", element("p", box, "more"), "btn");
    button.type = "button";
    button.textContent = alone
      ? put(GROUP_WORDS.more, { count: put(unit, { count: BATCH }) })
      : put(GROUP_WORDS.all, { title });
    button.addEventListener("click", async () => {
      if (!alone) return go({ group: name });
      const before = list.children.length;
      await fetched(BATCH);
      list.children[before]?.querySelector("a").focus();
      if (seen >= pages.length) button.parentElement.remove();
      go({ show: String(list.children.length) }, true);
    });
  }
  add(hits);
  group.label();
  return whenNear(list.lastElementChild, rest);
}

/* 看到了第几件。 */
/** @type {(asked: Inquiry, pages: PageNumber[], hits: Hit[]) => number} */
function lastSeen(asked, pages, hits) {
  const last = hits[hits.length - 1];
  return pages.findIndex((page) => asked.checked.get(page) === last) + 1;
}

/** @type {(asked: Inquiry, pages: PageNumber[], unit: string) => string} */
const totalOf = (asked, pages, unit) =>
  put(asked.certain(pages) ? unit : GROUP_WORDS.about, {
    unit: put(unit, { count: asked.total(pages) }),
    count: asked.total(pages),
  });

/** @type {(asked: Inquiry, groups: HitGroup[]) => string} */
export function summary(asked, groups) {
  const each = groups
    .map(({ name, pages }) => KINDS[name][0] + totalOf(asked, pages, KINDS[name][1]))
    .join(GROUP_WORDS.comma);
  const without = asked.without.length ? put(GROUP_WORDS.without, { words: quoted(asked.without) }) : "";
  const loose = asked.words.some((word) => word.loose) ? GROUP_WORDS.loose : "";
  return (
    loose +
    put(asked.words.length > 1 ? GROUP_WORDS.found_all : GROUP_WORDS.found, {
      words: quoted(asked.words),
      without,
      each,
    })
  );
}

/** @type {(asked: Inquiry) => string} */
export const notFound = (asked) =>
  put(asked.without.length ? GROUP_WORDS.not_found_without : GROUP_WORDS.not_found, {
    words: named(asked),
    without: quoted(asked.without),
  });

/** @type {(asked: Inquiry, narrowed: boolean) => string} */
export function nothing(asked, narrowed) {
  const where = narrowed ? GROUP_WORDS.in_range : GROUP_WORDS.everywhere;
  const without = asked.without.length ? put(GROUP_WORDS.without, { words: quoted(asked.without) }) : "";
  const words = quoted(asked.words) + without;
  return where + put(asked.words.length > 1 ? GROUP_WORDS.none_all : GROUP_WORDS.none, { words });
}

/** @type {(words: Word[]) => string} */
const quoted = (words) => words.map((word) => inQuotes(word.written.trim())).join("");
/** @type {(asked: Inquiry) => string} */
export const named = (asked) => (asked.numbers || asked.whole.days ? inQuotes(asked.written) : quoted(asked.words));
