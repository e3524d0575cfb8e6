/* 从搜索结果过来的，把所查的话标出来；可以一处一处地看，也可以取消。 */
import { fold, foldWithPlaces } from "./fold.js";

const MARK_WORDS = wording("search_marks");
const SKIPPED = ".here,.sec,.toc,.tools,.turn,.pg,.vh,.facts,.marks,script";

/* 对这么多帧，不到半秒。 */
const STEADY = 24;

/** @type {(words: string[]) => void} */
export function markPage(words) {
  const main = document.getElementById("main");
  const marks = words.flatMap((word) => markWords(main, fold(word)));
  if (marks.length) controls(main, marks);
}

/* 一个词可以跨着几段文字，每段文字里的那一截各标一处。 */
/** @type {(main: HTMLElement, word: string) => HTMLElement[]} */
function markWords(main, word) {
  if (!word) return [];
  /** @type {{ node: Text, folded: FoldedText, at: number }[]} */
  const pieces = [];
  let whole = "";
  for (const node of textNodes(main)) {
    const folded = foldWithPlaces(node.data);
    pieces.push({ node, folded, at: whole.length });
    whole += folded.text;
  }
  /** @type {Span[]} */
  const found = [];
  for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length))
    found.push([at, at + word.length]);
  return found
    .reverse()
    .flatMap(([start, end]) => {
      const parts = pieces.filter(({ folded, at }) => folded.text && at < end && at + folded.text.length > start);
      return parts
        .reverse()
        .map(({ node, folded, at }) =>
          wrap(node, folded.starts[Math.max(start - at, 0)], folded.ends[Math.min(end - at, folded.text.length) - 1]),
        )
        .slice(-1);
    })
    .reverse();
}

/** @type {(main: HTMLElement) => Text[]} */
function textNodes(main) {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(SKIPPED) || !(/** @type {Text} */ (node).data.trim())
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  return nodes;
}

/* 从后往前包，前面的位置就不会变。 */
/** @type {(node: Text, start: number, end: number) => HTMLElement} */
function wrap(node, start, end) {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  const mark = document.createElement("mark");
  mark.className = "hit";
  range.surroundContents(mark);
  return mark;
}

/* 一处一处地看的按钮：在 bar 里说有几处、正看哪一处。 */
/** @type {(main: HTMLElement, marks: HTMLElement[]) => void} */
function controls(main, marks) {
  const bar = document.createElement("div");
  bar.className = "marks noprint";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", MARK_WORDS.label);
  const says = document.createElement("span");
  says.setAttribute("role", "status");
  let now = 0;
  /** @type {(place: number, always?: boolean) => void} */
  const go = (place, always = true) => {
    now = place;
    for (const [n, mark] of marks.entries()) mark.classList.toggle("now", n === now);
    if (always || !inView(marks[now], bar)) marks[now].scrollIntoView({ block: "center", behavior: "instant" });
    says.textContent = MARK_WORDS.one.replace("{all}", String(marks.length)).replace("{one}", String(now + 1));
  };
  /** @type {(by: number) => void} */
  const step = (by) => go((now + by + marks.length) % marks.length);
  bar.append(
    says,
    button(MARK_WORDS.before, "p", () => step(-1)),
    button(MARK_WORDS.after, "n", () => step(1)),
    button(MARK_WORDS.remove, "Escape", () => remove(main, bar)),
  );
  main.append(bar);
  useKeys(bar);
  land(marks, go);
}

/* 按钮各有一个键；取消标记以后，键就不管了。 */
/** @type {(bar: HTMLElement) => void} */
function useKeys(bar) {
  /** @type {(event: KeyboardEvent) => void} */
  const pressed = (event) => {
    if (!bar.isConnected) return removeEventListener("keydown", pressed);
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select")) return;
    [...bar.querySelectorAll("button")].find((one) => one.getAttribute("aria-keyshortcuts") === event.key)?.click();
  };
  addEventListener("keydown", pressed);
}

/* 到的地方从地址里的那一处起，第一个标出的；已经看得见就不动。 */
/** @type {(marks: HTMLElement[], go: (place: number, always?: boolean) => void) => void} */
function land(marks, go) {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  /** @type {(mark: HTMLElement) => boolean | number} */
  const after = (mark) =>
    !place || place.contains(mark) || place.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = Math.max(marks.findIndex(after), 0);
  let left = STEADY;
  // 浏览器自己也要滚到那一处，长文的各段到了眼前才排版，位置会变：看不见就再对一次。
  const settle = () => {
    left -= 1;
    go(first, false);
    if (left > 0) requestAnimationFrame(settle);
  };
  requestAnimationFrame(settle);
  const stop = () => {
    left = 0;
  };
  for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(name, stop, { once: true });
}

/** @type {(mark: HTMLElement, bar: HTMLElement) => boolean} */
function inView(mark, bar) {
  const { top, bottom } = mark.getBoundingClientRect();
  return top >= 0 && bottom <= Math.min(innerHeight, bar.getBoundingClientRect().top);
}

/* 键盘上一个字母也管用；取消标记以后就不管了。 */
/** @type {(words: string, key: string, act: () => void) => HTMLButtonElement} */
function button(words, key, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn", textContent: words });
  made.setAttribute("aria-keyshortcuts", key);
  made.addEventListener("click", act);
  return made;
}

/** @type {(main: HTMLElement, bar: HTMLElement) => void} */
function remove(main, bar) {
  for (const mark of main.querySelectorAll("mark.hit")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
  bar.remove();
  const url = new URL(location.href);
  url.searchParams.delete("mark");
  history.replaceState(null, "", url);
}
