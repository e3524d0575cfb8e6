/* 刊期、字号有几个的，列出来选；没有的，列出最近的。 */
import { monthPlace } from "./asked.js";
import { element, link, put } from "./hits.js";
import { numberWords } from "./numbered.js";
import { pageText } from "./store.js";
import { PAGE_WORDS } from "./words.js";

const MOST_ISSUES = 12;

/* 列出链接来选。 */
/** @type {(found: Element, title: string, links: IssueChoice[]) => void} */
function offerLinks(found, title, links) {
  const box = element("section", found, "near");
  element("p", box).textContent = title;
  const list = element("ul", box, "numbers");
  for (const { url, name } of links) {
    const anchor = element("a", element("li", list));
    anchor.href = link(url);
    anchor.textContent = name;
  }
}

/* 刊期有几期的、没有收录的：列出来选。 */
/** @type {(found: Element, index: SearchIndex, whole: Whole) => void} */
export function offerIssues(found, index, { issues }) {
  const known = issues || index.issues.map(([, , name, , url]) => ({ name, url })).reverse();
  offerLinks(found, issues ? PAGE_WORDS.issues : PAGE_WORDS.no_issue, known.slice(0, MOST_ISSUES));
}

/* 没有写年份的月份，几年的大事记：列出来选。 */
/** @type {(found: Element, months: MonthParts[]) => void} */
export function offerMonths(found, months) {
  const links = months.slice(0, MOST_ISSUES).map((month) => ({
    url: monthPlace(month),
    name: put(PAGE_WORDS.month, { year: month[0], month: month[1] }),
  }));
  offerLinks(found, PAGE_WORDS.months, links);
}

/* 字号查到几件的，列出来选；一件也没有的，说明并列出最近的。 */
/** @type {(found: Element, index: SearchIndex, numbers: FoundNumbers) => Promise<void>} */
export async function offerNumbers(found, index, { rows, near, pages }) {
  if (pages.length === 1 || !(rows.length || near.length)) return;
  const box = element("section", found, "near");
  element("p", box).textContent = rows.length
    ? put(PAGE_WORDS.numbers, { count: rows.length })
    : PAGE_WORDS.near_numbers;
  const list = element("ul", box, "numbers");
  const shown = (rows.length ? rows : near).slice(0, 12);
  const texts = await Promise.all(shown.map((row) => pageText(index, row.page)));
  shown.forEach((row, n) => {
    const anchor = element("a", element("li", list));
    anchor.href = link(texts[n].url);
    anchor.textContent = numberWords(row);
    anchor.title = texts[n].title;
  });
}
