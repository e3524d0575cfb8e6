/* 条件正好是一个目录的，给出目录的订阅地址；别的，说明没有。 */
import { CONDITIONS } from "./conditions.js";
import { element, link, put } from "./hits.js";

const FEED_WORDS = wording("search_feeds");
const WITH_FEEDS = ["section", "kind", "issuer"];

/** @typedef {{ name: string, value: string }} FeedList */

/* 条件是哪个目录；不是一个目录的，是 null。目录里只有文件，限定了文件也是它。 */
/** @type {(filters: Conditions) => FeedList | null} */
function listOf(filters) {
  const set = CONDITIONS.filter((name) => filters[name].length);
  const [group] = filters.group;
  const others = set.filter((name) => name !== "group");
  if (set.some((name) => filters[name].length > 1 && !["from", "to"].includes(name))) return null;
  if (!others.length && group && group !== "attachment") return { name: "group", value: group };
  const [name] = others;
  const one = others.length === 1 && WITH_FEEDS.includes(name) && (!group || group === "document");
  return one ? { name, value: filters[name][0] } : null;
}

/** @type {(lists: Record<string, string>, value: string) => string | null} */
const feedOf = (lists, value) => (Object.hasOwn(lists, value) ? lists[value] : null);

/* 目录的地址；本站没有这个目录的，是 null。 */
/** @type {(list: FeedList) => Promise<string | null>} */
async function addressOf(list) {
  const answer = await fetch(new URL("feeds.json", import.meta.url), { cache: "no-cache" });
  return answer.ok ? feedOf((await answer.json())[list.name], list.value) : null;
}

/* 记住这次搜索的旁边：words 是要查的话，named(条件, 值) 是给人看的名称。 */
/** @type {(box: Element, words: string, filters: Conditions, named: (name: string, value: string) => string) => Promise<void>} */
export async function offerFeed(box, words, filters, named) {
  const line = element("p", box, "small feed");
  const list = listOf(filters);
  const url = list && (await addressOf(list).catch(() => null));
  if (!url) {
    line.textContent = words ? FEED_WORDS.no_words : FEED_WORDS.no_list;
    return;
  }
  const feed = link(`${url}feed.xml`);
  line.append(put(words ? FEED_WORDS.whole : FEED_WORDS.same, { list: named(list.name, list.value) }));
  const anchor = element("a", line);
  anchor.href = feed;
  anchor.textContent = FEED_WORDS.address;
  copyButton(line, feed);
}

/** @type {(line: Element, feed: string) => void} */
function copyButton(line, feed) {
  const button = element("button", line, "btn");
  button.type = "button";
  button.textContent = FEED_WORDS.copy;
  const told = element("span", line, "quiet");
  told.setAttribute("role", "status");
  /** @type {(words: string) => () => void} */
  const say = (words) => () => {
    told.textContent = words;
  };
  const copying = navigator.clipboard ? () => navigator.clipboard.writeText(feed) : () => Promise.reject(new Error());
  button.addEventListener("click", () => copying().then(say(FEED_WORDS.copied), say(FEED_WORDS.not_copied)));
}
