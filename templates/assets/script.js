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
      else if (target.dataset.copy === "near") copy(target.previousElementSibling.textContent, "已复制引用");
      else if ("copy" in target.dataset) copy(location.href.split("#")[0], "已复制本页链接");
      else copy(target.href, `已复制“${target.textContent.trim()}”的链接`);
    });

    /* 报错的信里写上读者正在看的一处。 */
    for (const link of doc.querySelectorAll("[data-report]")) {
      const blank = link.href;
      link.addEventListener("click", () => {
        const place = encodeURIComponent(location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1))) ? location.hash : "");
        link.href = blank.replace(/(%E4%BD%8D%E7%BD%AE%EF%BC%9A)/, `$1${place}`);
      });
    }

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

/* 文中载明的有效期过没过：生成网页时不知道今天，由读者这里说。 */
(function (doc) {
  "use strict";
  doc.addEventListener("DOMContentLoaded", () => {
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
    for (const box of doc.querySelectorAll(".force[data-expires]")) {
      if (box.dataset.expires >= today) continue;
      const words = box.querySelector("strong");
      const stated = doc.createElement("p");
      stated.className = "hint";
      stated.append(...words.childNodes);
      words.textContent = box.dataset.expired;
      words.parentNode.after(stated);
      box.classList.replace("on", "off");
      box.querySelector("path").setAttribute("d", "M5 19 19 5");
    }
  });
})(document);
