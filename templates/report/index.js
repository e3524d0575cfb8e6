// Copies the lines that settle a problem. A page from a disk may have no clipboard: then the lines are selected.
"use strict";
const said = document.querySelector("#said");

const selected = (lines) => {
  const range = document.createRange();
  range.selectNodeContents(lines);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
};

const copied = async (lines) => {
  try {
    await navigator.clipboard.writeText(`${lines.textContent}\n`);
    return true;
  } catch {
    selected(lines);
    return document.execCommand("copy");
  }
};

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-copies]") : null;
  if (!button) return;
  const lines = document.getElementById(button.dataset.copies);
  said.textContent = "";
  const done = await copied(lines);
  said.textContent = done ? said.dataset.copied : said.dataset.failed;
});
