/* 原版与正文并排：图像到这时才取；正文读到哪一页，图像就翻到哪一页。没有它，“原版”是通向原版页面的链接。 */
const WORDS = wording("facsimile_script");
const doc = document;
const tool = doc.querySelector("[data-facsimile]");
const viewer = doc.getElementById("viewer");
const style = doc.createElement("link");
style.rel = "stylesheet";
style.href = new URL("facsimile.css", import.meta.url).href;
const styled = new Promise((done) => {
  style.onload = style.onerror = done;
});
doc.head.append(style);

const pair = viewer.parentElement;
const pages = [...viewer.querySelectorAll("li")];
/** @type {(name: string) => HTMLAnchorElement} */
const part = (name) => viewer.querySelector(`[data-${name}]`);
const title = doc.getElementById("viewer-title");
const wide = matchMedia("(min-width:60em)");
let shown = -1;
/* 翻页带动了正文，正文就不再带动翻页，到读者自己动了为止：各段到了眼前才排版，位置还会变，机器慢的要好一会。 */
let led = false;

/* 印刷页码的标记，按正文先后；没有标记的页（如整页在一张表里）只能用按钮翻到。 */
const marks = pages
  .map((page, place) => ({ place, node: doc.getElementById(page.dataset.anchor) }))
  .filter((mark) => mark.node && pair.contains(mark.node));

part("close").addEventListener("click", close);
for (const button of viewer.querySelectorAll("[data-turn]")) {
  button.addEventListener("click", () => turn(Number(button.dataset.turn)));
}
doc.addEventListener("keydown", (event) => {
  if (viewer.hidden || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "Escape" && !event.defaultPrevented) return close();
  const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  if (step && !(/** @type {Element} */ (event.target).closest("input,textarea,select,.scroll"))) {
    event.preventDefault();
    turn(step);
  }
});
for (const name of ["wheel", "touchmove", "keydown", "pointerdown"])
  addEventListener(name, moved, { capture: true, passive: true });
addEventListener("scroll", follow, { passive: true });

export async function toggle() {
  await styled;
  if (viewer.hidden) open();
  else close();
}

function open() {
  const place = reading();
  keepPlace(() => {
    viewer.hidden = false;
    pair.classList.add("open");
  });
  tool.setAttribute("aria-expanded", "true");
  show(place);
  const away = pair.getBoundingClientRect().top;
  if (away > 0) scrollBy({ top: away, behavior: "instant" });
  title.focus({ preventScroll: true });
}

function close() {
  keepPlace(() => {
    viewer.hidden = true;
    pair.classList.remove("open");
  });
  tool.setAttribute("aria-expanded", "false");
  const seen = tool.getBoundingClientRect();
  tool.focus({ preventScroll: seen.bottom < 0 || seen.top > innerHeight });
}

/* 版面变窄变宽时，正在读的一段留在原处。 */
/** @type {(change: () => void) => void} */
function keepPlace(change) {
  const top = edge();
  const blocks = [...pair.querySelectorAll(".text>*,.full>*,.att>*")];
  /** @type {(side: "top" | "bottom", low: number, high: number) => HTMLElement | undefined} */
  const within = (side, low, high) =>
    blocks.find((one) => {
      const place = one.getBoundingClientRect()[side];
      return place >= low && place <= high;
    });
  const block =
    pair.getBoundingClientRect().top < 0 &&
    (within("top", top, top + (innerHeight - top) * 0.7) || within("bottom", top, Infinity));
  const before = block ? block.getBoundingClientRect().top : 0;
  change();
  if (block) scrollBy({ top: block.getBoundingClientRect().top - before, behavior: "instant" });
}

/* 正文从视口的哪里露出来：窄屏上图像在上，正文在下。 */
function edge() {
  return viewer.hidden || wide.matches ? 0 : viewer.getBoundingClientRect().bottom;
}

function reading() {
  const top = edge();
  const line = top + (innerHeight - top) * 0.3;
  let place = 0;
  for (const mark of marks) if (mark.node.getBoundingClientRect().top <= line) place = mark.place;
  return place;
}

/* 读者自己动了；在图像的按钮之间走，不算。 */
/** @type {(event: Event) => void} */
function moved(event) {
  if (/** @type {KeyboardEvent} */ (event).key !== "Tab" || !viewer.contains(doc.activeElement)) led = false;
}

function follow() {
  if (!viewer.hidden && !led) show(reading());
}

/** @type {(step: number) => void} */
function turn(step) {
  led = true;
  const place = Math.min(Math.max(shown + step, 0), pages.length - 1);
  if (place === shown) return;
  show(place);
  const mark = marks.find((one) => one.place === place);
  if (mark) scrollBy({ top: mark.node.getBoundingClientRect().top - edge() - 24, behavior: "instant" });
}

/** @type {(place: number) => void} */
function show(place) {
  if (place === shown) return;
  shown = place;
  pages.forEach((page, n) => {
    page.hidden = n !== place;
  });
  const { anchor, words } = pages[place].dataset;
  picture(pages[place]);
  part("page").textContent = words;
  /** @type {HTMLAnchorElement} */
  const large = pages[place].querySelector("a");
  part("large").href = large.href;
  const whole = new URL(part("whole").href);
  whole.hash = anchor;
  part("whole").href = whole.href;
  /* aria-disabled 而不是 disabled：翻到头时焦点不丢 */
  for (const button of viewer.querySelectorAll("[data-turn]")) {
    const end = button.dataset.turn === "1" ? pages.length - 1 : 0;
    button.setAttribute("aria-disabled", String(place === end));
  }
}

/** @type {(page: HTMLElement) => void} */
function picture(page) {
  const link = page.querySelector("a");
  if (link.querySelector("img")) return;
  const image = doc.createElement("img");
  image.width = Number(page.dataset.width);
  image.height = Number(page.dataset.height);
  image.alt = WORDS.picture.replace("{page}", page.dataset.words);
  image.src = page.dataset.image;
  link.replaceChildren(image);
}
