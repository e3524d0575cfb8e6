// Copies the lines that settle a problem. A page from a disk may have no clipboard: then the lines are selected.
// Where `serve` shows the page, it can save them as well, and makes the site anew.

const said = document.querySelector("#said");

/** @type {(lines: Node) => void} */
const selected = (lines) => {
  const range = document.createRange();
  range.selectNodeContents(lines);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
};

/** @type {(lines: Node) => Promise<boolean>} */
const copied = async (lines) => {
  try {
    await navigator.clipboard.writeText(`${lines.textContent}\n`);
    return true;
  } catch {
    selected(lines);
    return document.execCommand("copy");
  }
};

/** @type {(lines: Node, sidecar: string) => Promise<string>} */
const saved = async (lines, sidecar) => {
  const asked = { sidecar, lines: `${lines.textContent}\n` };
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/_serve/sidecar", { method: "POST", headers, body: JSON.stringify(asked) });
  return answer.ok ? said.dataset.saved : await answer.text();
};

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-copies], [data-saves]") : null;
  if (!button) return;
  const { copies, saves, sidecar } = button.dataset;
  const lines = document.getElementById(copies ?? saves);
  said.textContent = "";
  if (saves) {
    button.setAttribute("disabled", "");
    said.textContent = await saved(lines, sidecar);
  } else {
    said.textContent = (await copied(lines)) ? said.dataset.copied : said.dataset.failed;
  }
});

if (location.protocol.startsWith("http")) {
  for (const button of document.querySelectorAll("[data-saves]")) button.hidden = false;
}
