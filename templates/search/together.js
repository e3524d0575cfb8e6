/* 几个网站一起查：各网站的索引由本站的脚本读，只取数据，不运行别处的脚本；各站的结果按名次合在一起，每件写明是哪个网站的。 */
import { search } from "./engine.js";
import { element, hitItem, put } from "./hits.js";
import { OTHER_SHAPE } from "./store.js";

/**
 * @typedef {{ name: string, url: string }} Site 本站的 url 是空
 * @typedef {{ site: Site, wrong?: string, hits?: Hit[], total?: number, certain?: boolean }} SiteAnswer
 */

const TOGETHER_WORDS = wording("search_together");
const BATCH_OF_EACH = 10,
  PATIENCE = 15000;
const status = document.getElementById("status");
const found = document.getElementById("found");

/* 网址里选了哪些网站；一个也没有选的，都查。 */
/** @type {(values: URLSearchParams) => Site[]} */
function chosen(values) {
  const wanted = values.getAll("site");
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = document.querySelectorAll('input[name="site"]');
  for (const box of boxes) box.checked = !wanted.length || wanted.includes(box.value);
  return [...boxes].filter(({ checked }) => checked).map((box) => ({ name: box.dataset.name || "", url: box.value }));
}

/* 读一个网站的索引的引擎：同一份脚本，地址不同，各是各的。 */
/** @type {(site: Site) => Promise<typeof search>} */
async function engineOf({ url }) {
  if (!url) return search;
  const script = new URL("./engine.js", import.meta.url);
  script.searchParams.set("index", new URL("search/", url).href);
  return (await import(script.href)).search;
}

/** @type {() => Promise<never>} */
const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));

/* 一个网站的答复，或者为什么没有。 */
/** @type {(site: Site, query: string, limit: number) => Promise<SiteAnswer>} */
async function answerOf(site, query, limit) {
  try {
    const asked = engineOf(site).then((engine) => engine(query, { limit, related: false }));
    const { exact, total, certain } = await Promise.race([asked, late()]);
    return { site, hits: exact.map((hit) => at(site, hit)), total, certain };
  } catch (failure) {
    return {
      site,
      wrong:
        /** @type {Error} */ (failure).message === OTHER_SHAPE ? TOGETHER_WORDS.other_shape : TOGETHER_WORDS.no_answer,
    };
  }
}

/* 别的网站上的，地址写全。 */
/** @type {(site: Site, hit: Hit) => Hit} */
function at({ url }, hit) {
  if (!url) return hit;
  const whole = (/** @type {string} */ path) => new URL(path.replace(/^\/+/, ""), url).href;
  return { ...hit, url: whole(hit.url), owner: hit.owner && { ...hit.owner, url: whole(hit.owner.url) } };
}

/* 各站的第一件，再各站的第二件……；名次相同的按网站的先后。 */
/** @type {(answers: SiteAnswer[]) => { site: Site, hit: Hit, rank: number, place: number }[]} */
function byRank(answers) {
  const rows = answers.flatMap(({ site, hits = [] }, place) => hits.map((hit, rank) => ({ site, hit, rank, place })));
  return rows.sort((one, other) => one.rank - other.rank || one.place - other.place);
}

/** @type {(answer: SiteAnswer) => string} */
const told = ({ site, wrong, total, certain }) =>
  put(wrong || (certain ? TOGETHER_WORDS.count : TOGETHER_WORDS.about), { name: site.name, count: total });

/** @type {(query: string, sites: Site[], answers: SiteAnswer[], limit: number) => void} */
function show(query, sites, answers, limit) {
  status.textContent = put(TOGETHER_WORDS.found, { query, each: answers.map(told).join(TOGETHER_WORDS.semicolon) });
  found.replaceChildren();
  const list = element("ol", found, "list");
  for (const { site, hit } of byRank(answers)) {
    const item = hitItem(list, hit);
    const name = element("span", null, "site");
    name.textContent = site.name;
    item.querySelector(".meta").prepend(name);
  }
  if (!answers.some(({ hits = [], total = 0 }) => hits.length < total && hits.length === limit)) return;
  const more = element("button", element("p", found, "more"), "btn");
  more.type = "button";
  more.textContent = TOGETHER_WORDS.more;
  more.addEventListener("click", async () => {
    const before = list.children.length;
    await ask(query, sites, limit + BATCH_OF_EACH);
    found.querySelectorAll("li")[before]?.querySelector("a").focus();
  });
}

/** @type {(query: string, sites: Site[], limit: number) => Promise<void>} */
async function ask(query, sites, limit) {
  found.setAttribute("aria-busy", "true");
  const answers = await Promise.all(sites.map((site) => answerOf(site, query, limit)));
  show(query, sites, answers, limit);
  found.setAttribute("aria-busy", "false");
}

function begin() {
  const values = new URL(location.href).searchParams;
  const query = (values.get("q") || "").trim();
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = document.querySelectorAll('input[name="q"]');
  for (const box of boxes) box.value = query;
  const sites = chosen(values);
  if (!query) return;
  status.textContent = TOGETHER_WORDS.searching;
  ask(query, sites, BATCH_OF_EACH);
}

begin();
