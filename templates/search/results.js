/* 查到的怎样列出来：先列照样写着的，再说别的；条件在旁边。 */
import { isExactThing } from "./asked.js";
import { addRelated, offerMeant, offerShorter, offerSynonyms, offerWithout } from "./beyond.js";
import { offerIssues, offerMonths, offerNumbers } from "./choices.js";
import { CONDITIONS, some } from "./conditions.js";
import { isCheap, onlyVerified, settle } from "./facets.js";
import { filterForm } from "./filters.js";
import { BATCH, groupsOf, isTitled, named, notFound, nothing, section, summary } from "./groups.js";
import { element, put } from "./hits.js";
import { isEnough, LITTLE } from "./inquiry.js";
import { whenNear } from "./near.js";
import { asks, isQuestion, spansOf, synonymsIn } from "./question.js";
import { rankEarly } from "./related.js";
import { offerSaving } from "./saved.js";
import { PAGE_WORDS } from "./words.js";

const IDLE = 400,
  CLEAR = 0.4,
  HAN = /\p{Script=Han}/u;
/** @type {(id: string) => HTMLElement} */
const byId = (id) => document.getElementById(id);

/**
 * @typedef {{ filters: Conditions, sort: Order, shown: number, whole: Whole, early: Promise<RelatedHit[] | null> | null }} Shown
 * 地址里的条件，和已经在算的：whole 是整句话的日期、刊期，early 是相关的
 * @typedef {{ filters: Conditions, early: Promise<RelatedHit[] | null> | null, group: string }} Beyond
 */

/* page 是搜索页：say 说查到了什么，go 换条件，still 说还是不是这一次查找。 */
/** @type {(asked: Inquiry, shown: Shown, page: SearchPage) => Promise<void>} */
export async function show(asked, { filters, sort, shown, whole, early }, page) {
  const { still, say, answered } = page;
  const group = filters.group.length === 1 ? filters.group[0] : "";
  const groups = await groupsOf(asked, { group, shown, days: whole.papers ? undefined : whole.days });
  if (!still()) return;
  const hits = groups.flatMap((one) => one.hits);
  byId("advice").hidden = hits.length > 0;
  const near = Boolean(asked.numbers?.near.length);
  if (hits.length) say(named(asked), summary(asked, groups));
  else say(notFound(asked), near ? PAGE_WORDS.no_number : nothing(asked, some(filters)));
  // 又核对了几件，数也许就准了。
  const told = () => {
    for (const one of groups) one.label();
    if (byId("status").textContent !== summary(asked, groups)) say(named(asked), summary(asked, groups));
  };
  const found = byId("found");
  if (asked.numbers) await offerNumbers(found, asked.index, asked.numbers);
  if (!still()) return;
  if (whole.issues || whole.missing) offerIssues(found, asked.index, whole);
  if (whole.months?.length) offerMonths(found, whole.months);
  if (hits.length) sorting(found, sort, page);
  const listed = listAll(found, asked, groups, { ...page, told, alone: Boolean(group) });
  if (hits.length || some(filters)) narrowing(asked, filters, { ...page, told: hits.length ? told : () => {} });
  // 结果来了，不必再留空，相关的接着来；一件也没有的，等相关的来了再一起出来，免得上下跳。
  if (hits.length) answered();
  await listed;
  if (still() && (hits.length || !near)) {
    await beyond(asked, groups, { filters, early, group }, page);
    if (still()) offerSaving(found, asked.index, asked.written, filters);
  }
  if (still()) answered();
}

/* 一类列完了再列下一类，免得下面的被挤下去。 */
/** @type {(found: Element, asked: Inquiry, groups: HitGroup[], page: import("./groups.js").SectionPage) => Promise<void>} */
async function listAll(found, asked, groups, page) {
  for (const group of groups) if (page.still()) await section(found, asked, group, page);
}

/* 照样写着的以外的。 */
/** @type {(asked: Inquiry, groups: HitGroup[], shown: Beyond, page: SearchPage) => Promise<void>} */
async function beyond(asked, groups, { filters, early, group }, page) {
  const found = byId("found");
  const { still } = page;
  const hits = groups.flatMap((one) => one.hits);
  if (isEnough(asked, hits)) {
    if (group) return;
    offerRelated(asked, hits, filters, page);
    const box = element("div", found);
    const also = () => offerSynonyms(box, asked, groups, filters, still).catch(() => {});
    // 标题里没有所查的话时，同义词也许更要紧；有的，看到这里再说。
    await (groups.some(isTitled) ? whenNear(box, also) : also());
    return;
  }
  if (!hits.length && isExactThing(asked)) return;
  const isRead = HAN.test(asked.written) || isGlossed(asked),
    unwanted = asked.without.length > 0;
  const ready = await (early ||
    (hits.length || unwanted || !isRead ? null : rankEarly(asked.index, asked.written, filters, true)));
  if (!still()) return;
  const clear = !hits.length && !unwanted && isClear(asked, ready?.[0]);
  const guessed = hits.length || clear ? [] : await lacking(asked, filters, still);
  if (!still()) return;
  // 拼音猜出来了，字母本身就没有相近的。
  if (guessed.length && !isRead) return;
  const number = await addRelated(found, asked, [...hits, ...guessed], { filters, ready }, still);
  if (!still()) return;
  if (!hits.length && number) byId("status").textContent += put(PAGE_WORDS.also_related, { count: number });
  const enough =
    hits.length || guessed.length || asked.without.length || (number >= LITTLE && isQuestion(asked.written));
  if (!enough) await offerShorter(found, asked, still);
}

/* 公报里有说法的外文词，不当拼音读。 */
/** @type {(asked: Inquiry) => boolean} */
const isGlossed = ({ index, written }) => synonymsIn(index.synonyms, spansOf(written)).length > 0;

/* 相关的就够像了，不必再猜有没有写错：一句问话大半合上的，别的话每个词都有的。 */
/** @type {(asked: Inquiry, best?: RelatedHit) => boolean} */
const isClear = ({ written }, best) => (asks(written) ? (best?.likeness ?? 0) >= CLEAR : Boolean(best?.said));

/* 一件也没有的：是减号去掉的，还是写错了字。 */
/** @type {(asked: Inquiry, filters: Conditions, still: Still) => Promise<Hit[]>} */
async function lacking(asked, filters, still) {
  if (asked.without.length) {
    await offerWithout(byId("found"), asked, filters, still);
    return [];
  }
  return offerMeant(byId("found"), asked, filters, still);
}

/* 各个条件下有多少：先给核对出有的，空下来再核对其余的；要取的多的，到读者来看时才核对。 */
const isWide = () => matchMedia("(min-width:64em)").matches;

/** @type {(asked: Inquiry, filters: Conditions, page: SearchPage & { told: () => void }) => void} */
function narrowing(asked, filters, { still, go, told }) {
  /** @type {(certain: boolean) => void} */
  const draw = (certain) =>
    filterForm(byId("flt"), asked.facets, filters, {
      certain,
      change: (name, values) => go({ [name]: values }),
      clear: () =>
        go(Object.fromEntries(CONDITIONS.map(/** @returns {[ConditionName, string[]]} */ (name) => [name, []]))),
      opened: settled,
    });
  async function settled() {
    const certain = await settle(asked);
    if (!still()) return;
    draw(certain);
    told();
  }
  const certain = asked.certain([...asked.scores.keys()]);
  if (!certain) onlyVerified(asked);
  draw(certain);
  if (certain) return;
  const panel = byId("flt");
  if (panel.dataset.open || (isWide() && isCheap(asked))) setTimeout(() => still() && settled(), IDLE);
  else if (isWide())
    for (const event of ["pointerenter", "focusin"]) panel.addEventListener(event, settled, { once: true });
}

/** @type {(found: HTMLElement, sort: Order, page: SearchPage) => void} */
function sorting(found, sort, { go }) {
  const box = element("nav", found, "pick");
  box.setAttribute("aria-label", PAGE_WORDS.order);
  for (const [value, words] of [
    ["relevance", PAGE_WORDS.by_relevance],
    ["date", PAGE_WORDS.by_date],
  ]) {
    const anchor = element("a", box);
    const url = new URL(location.href);
    if (value === "date") url.searchParams.set("sort", value);
    else url.searchParams.delete("sort");
    anchor.href = url.href;
    anchor.textContent = words;
    if (value === sort) anchor.setAttribute("aria-current", "true");
    anchor.addEventListener("click", (event) => {
      event.preventDefault();
      go({ sort: value === "date" ? "date" : [] });
    });
  }
}

/* 结果够多时，相关结果要读者点了才取。 */
/** @type {(asked: Inquiry, hits: Hit[], filters: Conditions, page: SearchPage) => void} */
function offerRelated(asked, hits, filters, { still }) {
  const line = element("p", byId("found"), "more");
  const button = element("button", line, "btn");
  button.type = "button";
  button.textContent = PAGE_WORDS.find_related;
  button.addEventListener("click", async () => {
    line.remove();
    byId("found").querySelector(".related")?.remove();
    await addRelated(byId("found"), asked, hits, { filters, similar: true, limit: BATCH }, still);
    const first = byId("found").querySelector(".related a");
    if (first) first.focus();
    else byId("status").textContent = PAGE_WORDS.no_more;
  });
}
