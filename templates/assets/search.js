/* 每一页上与搜索有关的：“/”到搜索框，边写边提示，标出所查的话，按字号查。要用到时才载入其余部分。 */
(function (doc) {
  "use strict";
  const PARTS = new URL("../search/", doc.currentScript.src);
  const part = (name) => import(new URL(name, PARTS).href);
  const boxes = () => [...doc.querySelectorAll('.find input[name="q"]')].filter((box) => box.offsetParent);
  const isWriting = (target) => target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

  doc.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target)) return;
    const box = boxes()[0];
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  doc.addEventListener("input", (event) => {
    const box = event.target;
    if (event.isComposing || box.name !== "q" || !box.closest(".find") || box.dataset.suggests || location.protocol === "file:") return;
    box.dataset.suggests = "yes";
    part("suggest.js").then(({ suggestFor }) => suggestFor(box), () => { delete box.dataset.suggests; });
  });

  doc.addEventListener("focusin", (event) => {
    const form = event.target.closest(".finder");
    if (!form || form.dataset.ready || location.protocol === "file:") return;
    form.dataset.ready = "yes";
    part("finder.js").then(({ find }) => find(form), () => { delete form.dataset.ready; });
  });

  const words = new URL(location.href).searchParams.getAll("mark").slice(0, 8);
  if (words.length) doc.addEventListener("DOMContentLoaded", () => part("marks.js").then(({ markPage }) => markPage(words), () => {}));
})(document);
