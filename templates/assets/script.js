/* 主题、大字、复制链接、打印、目次随读。没有它，页面照常可读。 */
(function (doc, root) {
  "use strict";
  let store = {};
  try { store = localStorage; } catch { /* 不许存就不存 */ }

  const dark = matchMedia("(prefers-color-scheme:dark)");
  const VALUES = { theme: ["dark", "light"], size: ["large", ""] };
  root.classList.add("js");
  for (const key in VALUES) if (VALUES[key].includes(store[key]) && store[key]) root.dataset[key] = store[key];

  const isOn = (key) => key === "theme"
    ? (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark"
    : root.dataset.size === "large";

  doc.addEventListener("DOMContentLoaded", () => {
    const toast = doc.createElement("div");
    let clearing;
    toast.className = "toast";
    toast.setAttribute("role", "status");
    doc.body.append(toast);

    function say(words) {
      toast.textContent = words;
      clearTimeout(clearing);
      clearing = setTimeout(() => { toast.textContent = ""; }, 4000);
    }

    function copy(words, done) {
      const failed = () => say("未能复制，请从地址栏复制");
      if (navigator.clipboard) navigator.clipboard.writeText(words).then(() => say(done), failed);
      else failed();
    }

    for (const button of doc.querySelectorAll("[data-set]")) {
      const key = button.dataset.set;
      button.setAttribute("aria-pressed", isOn(key));
      button.addEventListener("click", () => {
        const value = VALUES[key][isOn(key) ? 1 : 0];
        if (value) root.dataset[key] = value; else delete root.dataset[key];
        try { store[key] = value; } catch { /* 不许存就不存 */ }
        button.setAttribute("aria-pressed", isOn(key));
      });
    }

    doc.addEventListener("click", (event) => {
      const target = event.target.closest(".n,[data-copy],[data-print]");
      if (!target) return;
      if ("print" in target.dataset) print();
      else if ("copy" in target.dataset) copy(location.href.split("#")[0], "已复制本页链接");
      else copy(target.href, `已复制“${target.textContent.trim()}”的链接`);
    });

    if (location.protocol === "file:") openFolders();
    followReading();
  });

  /* 从磁盘打开时，文件夹的地址要补上 index.html。 */
  function openFolders() {
    for (const link of doc.querySelectorAll("a[href],form[action]")) {
      const name = link.href ? "href" : "action";
      const url = new URL(link[name], location.href);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) {
        url.pathname += "index.html";
        link[name] = url.href;
      }
    }
  }

  /* 目次里标出正在读的一处。 */
  function followReading() {
    const links = [...doc.querySelectorAll('.toc a[href^="#"]')];
    if (!links.length || !window.IntersectionObserver) return;
    const places = links.map((link) => doc.getElementById(decodeURIComponent(link.hash.slice(1))));
    const mark = () => {
      let now = 0;
      places.forEach((place, n) => { if (place && place.getBoundingClientRect().top < innerHeight * .3) now = n; });
      links.forEach((link, n) => n === now ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
    };
    const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px", threshold: [0, 1] });
    for (const place of places) if (place) watch.observe(place);
  }
})(document, document.documentElement);
