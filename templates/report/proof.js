// What is corrected in the fields becomes `corrections` of the sidecar. Drafts stay until the window is closed.

/** @typedef {[field: number, old: string, now: string]} Draft */

const AROUND = 4;
const fields = [...document.querySelectorAll(".field")];
const printed = fields.map((field) => field.textContent);
const everything = printed.join("\n");
const marks = [...document.querySelectorAll(".field mark")];
/** @type {(id: string) => HTMLElement} */
const at = (id) => document.getElementById(id);

const draft = {
  key: `proof ${location.pathname}`,
  /** @type {() => Draft[]} */
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key) ?? "[]");
    } catch {
      return [];
    }
  },
  /** @type {(changes: Draft[]) => void} */
  keep(changes) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(changes));
    } catch {
      // a page from a disk may have no storage
    }
  },
};

// The words of a field in one line; line ends come from the editor, which only the text as it is drawn has.
/** @type {(field: HTMLElement) => string} */
// biome-ignore lint/performance/useDomNodeTextContent: see above
const wordsOf = (field) => field.innerText.replace(/\s*\n\s*/gu, "");

// The part of the old words that differs, as [start, end, new words].
/** @type {(old: string, now: string) => [start: number, end: number, words: string]} */
const difference = (old, now) => {
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - start && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return [start, old.length - tail, now.slice(start, now.length - tail)];
};

/** @type {(words: string) => number} */
const times = (words) => everything.split(words).length - 1;

// As many words around as make the place the only one, inside of its line of the source.
/** @type {(old: string, now: string, breaks: number[]) => [find: string, replace: string]} */
const correction = (old, now, breaks) => {
  const [start, end, words] = difference(old, now);
  const low = Math.max(0, ...breaks.filter((place) => place <= start));
  const high = Math.min(old.length, ...breaks.filter((place) => place >= end && place > start));
  let [from, to] = [Math.max(start - AROUND, low), Math.min(end + AROUND, high)];
  while (times(old.slice(from, to)) > 1 && (from > low || to < high)) {
    from = Math.max(from - 1, low);
    to = Math.min(to + 1, high);
  }
  // Half a surrogate pair is no character.
  if (/[\udc00-\udfff]/u.test(old[from] ?? "")) from -= 1;
  if (/[\ud800-\udbff]/u.test(old[to - 1] ?? "")) to += 1;
  return [old.slice(from, to), old.slice(from, start) + words + old.slice(end, to)];
};

const show = () => {
  /** @type {Draft[]} */
  const changes = [];
  /** @type {string[]} */
  const entries = [];
  fields.forEach((field, index) => {
    const now = wordsOf(field);
    const changed = now !== printed[index].replace(/\s*\n\s*/gu, "");
    field.classList.toggle("changed", changed);
    if (!changed) return;
    const breaks = field.dataset.breaks ? field.dataset.breaks.split(",").map(Number) : [];
    const [find, replace] = correction(printed[index], now, breaks);
    const { reason } = field.closest("section").dataset;
    changes.push([index, printed[index], now]);
    entries.push(`  - find: ${JSON.stringify(find)}\n    replace: ${JSON.stringify(replace)}\n    reason: ${reason}`);
  });
  at("made").hidden = !entries.length;
  at("lines").textContent = entries.length ? ["corrections:", ...entries].join("\n") : "";
  draft.keep(changes);
};

let current = -1;

// To the next doubtful character, or the one before.
/** @type {(step: number) => void} */
const go = (step) => {
  if (!marks.length) return;
  current = (current + step + marks.length) % marks.length;
  const mark = marks[current];
  if (!mark.isConnected) return;
  mark.closest(".field").focus({ preventScroll: true });
  const range = document.createRange();
  range.selectNodeContents(mark);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
  mark.scrollIntoView({ block: "center" });
};

const copy = async () => {
  const lines = at("lines");
  let done = true;
  try {
    await navigator.clipboard.writeText(`${lines.textContent}\n`);
  } catch {
    getSelection()?.selectAllChildren(lines);
    done = document.execCommand("copy");
  }
  at("said").textContent = done ? at("said").dataset.copied : at("said").dataset.failed;
};

// Where `serve` shows the page, it saves the lines and makes the site anew; what was typed is in the text then.
const save = async () => {
  const asked = { sidecar: at("save").dataset.sidecar, lines: `${at("lines").textContent}\n` };
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/_serve/sidecar", { method: "POST", headers, body: JSON.stringify(asked) });
  if (answer.ok) draft.keep([]);
  at("save").toggleAttribute("disabled", answer.ok);
  at("said").textContent = answer.ok ? at("said").dataset.saved : await answer.text();
};

for (const [index, old, now] of draft.read()) {
  if (fields[index] && printed[index] === old) fields[index].textContent = now;
}
at("doubts").textContent = at("doubts").dataset.words.replace("%", String(marks.length));
at("next").addEventListener("click", () => go(1));
at("previous").addEventListener("click", () => go(-1));
at("copy").addEventListener("click", copy);
at("save").addEventListener("click", save);
at("save").hidden = !location.protocol.startsWith("http");
at("reset").addEventListener("click", () => {
  fields.forEach((field, index) => {
    if (field.classList.contains("changed")) field.textContent = printed[index];
  });
  show();
});
document.addEventListener("input", show);
document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  } else if (event.key === "Enter" && event.target instanceof Element && event.target.closest(".field")) {
    event.preventDefault();
  }
});
document.addEventListener("paste", (event) => {
  event.preventDefault();
  const words = event.clipboardData?.getData("text/plain") || "";
  document.execCommand("insertText", false, words.replace(/\s*\n\s*/gu, ""));
});
show();
