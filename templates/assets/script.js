/* 每一页都有的：主题、大字、复制链接、打印、目次随读，到搜索的入口。没有它，页面照常可读。别的到用时才取。 */
((doc, root) => {
  const HERE = /** @type {HTMLScriptElement} */ (doc.currentScript).src;
  /** @type {<P extends keyof LaterScripts>(path: P) => Promise<LaterScripts[P]>} */
  const part = (path) => import(new URL(path, HERE).href);
  const local = location.protocol === "file:";
  /* 二维码只有纸上要：读起来才取，打印时已经画好。 */
  const paper = async () => doc.querySelector("[data-qr]") && part("paper.js").catch(() => {});
  const WORDS = wording("script");
  /** @type {Record<string, string>} */
  let store = {};
  try {
    store = localStorage;
  } catch {
    /* 不许存就不存 */
  }

  const dark = matchMedia("(prefers-color-scheme:dark)");
  /** @type {Record<string, string[]>} */
  const VALUES = { theme: ["dark", "light"], size: ["large", ""] };
  root.classList.add("js");
  /* 浏览器会读的，可以听。 */
  if (!local && window.speechSynthesis) root.classList.add("speaks");
  /* 从磁盘打开时取不到别的脚本。 */
  if (!local) root.classList.add("web");
  /* 搜索页：结果还没来时只说在查；搜索的脚本用不了的，照常列出别的查法。 */
  if (new URLSearchParams(location.search).get("q")) {
    root.classList.add("asked");
    addEventListener("error", () => root.classList.add("answered"), true);
    /* 总目不等脚本来了再取，search/store.js 接着用。 */
    if (!local) {
      globalThis.searchDirectory = fetch(new URL("../search/index.bin", HERE), { cache: "no-cache" });
      globalThis.searchDirectory.catch(() => {});
    }
  }
  for (const key in VALUES) if (VALUES[key].includes(store[key]) && store[key]) root.dataset[key] = store[key];

  /** @type {(key: string) => boolean} */
  const isOn = (key) => (root.dataset[key] || (key === "theme" && dark.matches && "dark")) === VALUES[key][0];

  doc.addEventListener("DOMContentLoaded", () => {
    const toast = doc.createElement("div");
    /** @type {number} */
    let clearing;
    toast.className = "toast";
    toast.setAttribute("role", "status");
    doc.body.append(toast);

    /** @type {(words: string) => void} */
    function say(words) {
      toast.textContent = words;
      clearTimeout(clearing);
      clearing = setTimeout(() => {
        toast.textContent = "";
      }, 4000);
    }

    /** @type {(words: string, done: string) => void} */
    function copy(words, done) {
      const failed = () => say(WORDS.not_copied);
      if (navigator.clipboard) navigator.clipboard.writeText(words).then(() => say(done), failed);
      else failed();
    }

    for (const button of doc.querySelectorAll("[data-set]")) {
      const key = button.dataset.set;
      button.setAttribute("aria-pressed", String(isOn(key)));
      button.addEventListener("click", () => {
        const value = VALUES[key][isOn(key) ? 1 : 0];
        if (value) root.dataset[key] = value;
        else delete root.dataset[key];
        try {
          store[key] = value;
        } catch {
          /* 不许存就不存 */
        }
        button.setAttribute("aria-pressed", String(isOn(key)));
      });
    }

    doc.addEventListener("click", (event) => {
      /** @type {HTMLAnchorElement} */
      const target = /** @type {Element} */ (event.target).closest(".n,[data-copy],[data-print],button[data-make]");
      if (!target) return;
      if ("make" in target.dataset) {
        part("exports.js")
          .then(({ save }) => save(target))
          .catch(() => say(WORDS.not_made));
        return;
      }
      if ("print" in target.dataset) paper().then(print);
      else if (target.dataset.copy === "near") copy(target.previousElementSibling.textContent, WORDS.citation_copied);
      else if ("copy" in target.dataset) copy(location.href.split("#")[0], WORDS.page_copied);
      else copy(target.href, WORDS.place_copied.replace("{place}", target.textContent.trim()));
    });

    /* 报错的信里写上读者正在看的一处。 */
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = doc.querySelectorAll("[data-report]");
    for (const link of links) {
      const blank = link.href;
      link.addEventListener("click", () => {
        const place = encodeURIComponent(
          location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1))) ? location.hash : "",
        );
        const label = encodeURIComponent(link.dataset.report);
        link.href = blank.replace(label, label + place);
      });
    }

    if (local) fromDisk();
    else for (const key of ["pointermove", "keydown"]) addEventListener(key, paper, { once: true });
    followReading();
    offerFacsimile();
    offerListening(say);
  });

  /* 从磁盘打开时才要的；不在网上，只能这样取。 */
  function fromDisk() {
    const script = doc.createElement("script");
    script.src = new URL("disk.js", HERE).href;
    doc.head.append(script);
  }

  /* 目次里标出正在读的一处；窄屏上目次读过去了，上端留一行：正在读哪里，点开是目次。 */
  function followReading() {
    const toc = doc.querySelector(".body .toc");
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const found = doc.querySelectorAll('.toc a[href^="#"]');
    const links = [...found];
    if (!links.length) return;
    /** @type {(link: HTMLAnchorElement) => HTMLElement} */
    const place = (link) => doc.getElementById(decodeURIComponent(link.hash.slice(1)));
    const places = links.map(place);
    const bar = toc && placeBar(toc);
    const mark = () => {
      let now = 0;
      places.forEach((one, n) => {
        if (one && one.getBoundingClientRect().top < innerHeight * 0.3) now = n;
      });
      /** @type {(link: Element, n: number) => void} */
      const set = (link, n) =>
        n % links.length === now ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
      links.forEach(set);
      if (!bar) return;
      bar.querySelectorAll("a").forEach(set);
      bar.querySelector("b").textContent = (links[now].firstChild?.textContent || "").trim();
      bar.hidden = toc.getBoundingClientRect().bottom > 0;
    };
    onMove(mark);
    mark();
  }

  /* 滚动、变宽变窄时做，一帧里只做一次。 */
  /** @type {(act: () => void) => void} */
  function onMove(act) {
    let waiting = 0;
    const soon = () => {
      if (waiting) return;
      waiting = requestAnimationFrame(() => {
        waiting = 0;
        act();
      });
    };
    for (const name of ["scroll", "resize"]) addEventListener(name, soon);
  }

  /** @type {(toc: HTMLElement) => HTMLDetailsElement} */
  function placeBar(toc) {
    const bar = doc.createElement("details"),
      summary = doc.createElement("summary"),
      list = toc.querySelector("ul").cloneNode(true);
    const frame = doc.createElement("div");
    frame.className = "here";
    summary.append(WORDS.reading, doc.createElement("b"));
    bar.append(summary, list);
    bar.hidden = true;
    bar.addEventListener("click", (event) => {
      if (/** @type {Element} */ (event.target).closest("a")) bar.open = false;
    });
    bar.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !bar.open) return;
      bar.open = false;
      summary.focus();
    });
    frame.append(bar);
    toc.closest("article").prepend(frame);
    return bar;
  }

  /* 原版与正文并排：点了“原版”才取那部分；取不来就到原版的网页。 */
  function offerFacsimile() {
    /** @type {HTMLAnchorElement} */
    const tool = doc.querySelector("[data-facsimile]");
    if (!tool || !doc.getElementById("viewer")) return;
    tool.setAttribute("role", "button");
    tool.setAttribute("aria-controls", "viewer");
    tool.setAttribute("aria-expanded", "false");
    tool.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      part("facsimile.js").then(
        ({ toggle }) => toggle(),
        () => {
          location.href = tool.href;
        },
      );
    });
    tool.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        tool.click();
      }
    });
  }

  /* 要听时才取朗读那部分。 */
  /** @type {(say: (words: string) => void) => void} */
  function offerListening(say) {
    const button = doc.querySelector("[data-listen]");
    if (button)
      button.addEventListener("click", () =>
        part("listen.js").then(
          ({ toggle }) => toggle(button, say),
          () => say(WORDS.no_voice),
        ),
      );
  }

  /* “/”到搜索框，边写边提示，标出所查的话，按字号查。 */
  /** @type {(target: HTMLElement) => boolean} */
  const isWriting = (target) => target.isContentEditable || target.matches("input,textarea,select");

  doc.addEventListener("keydown", (event) => {
    if (
      event.key !== "/" ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      isWriting(event.target)
    )
      return;
    /** @type {NodeListOf<HTMLInputElement>} */
    const boxes = doc.querySelectorAll('.find input[name="q"]');
    const box = [...boxes].find((one) => one.offsetParent);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  /* 搜索的脚本要用时才取，一处只取一次；没有取成的，下次再取。 */
  /** @type {(place: HTMLElement, act: (search: LaterScripts["../search/page.js"]) => unknown) => void} */
  function withSearch(place, act) {
    if (local || place.dataset.ready) return;
    place.dataset.ready = "1";
    part("../search/page.js").then(act, () => {
      delete place.dataset.ready;
    });
  }

  const isBox = (/** @type {HTMLInputElement} */ box) => box.name === "q" && box.closest(".find");

  doc.addEventListener("input", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (!(/** @type {InputEvent} */ (event).isComposing) && isBox(box))
      withSearch(box, ({ suggestFor }) => suggestFor(box));
  });

  /* 要写的时候，搜索的脚本和总目就先取来：到了搜索页，不必再取。按字号查的也到这时才有。 */
  doc.addEventListener("focusin", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (isBox(box)) withSearch(box.closest("form"), ({ directory }) => directory().catch(() => {}));
    /** @type {import("../search/finder.js").Finder} */
    const form = box.closest(".finder");
    if (form) withSearch(form, ({ find }) => find(form));
  });

  const marked = new URLSearchParams(location.search).getAll("mark").slice(0, 8);
  if (marked.length)
    doc.addEventListener("DOMContentLoaded", () =>
      part("../search/marks.js")
        .then(({ markPage }) => markPage(marked))
        .catch(() => {}),
    );
})(document, document.documentElement);

/* 生成网页时不知道的，读到了就写上：今天是什么状态，所查的是什么话。 */
((doc) => {
  const { stateOn, today, isOver } = shared("standing");
  const STATES = wording("states");
  const now = today();
  const asked = new URLSearchParams(location.search).get("q");

  /* 读到一行标一行，不等全页，免得标了以后文字再移动。那一日说不清的，不写。 */
  function mark() {
    const heading = asked && doc.querySelector("[data-quoted]");
    if (heading) {
      heading.textContent = heading.dataset.quoted.replace("{text}", () => asked);
      delete heading.dataset.quoted;
    }
    for (const badge of doc.querySelectorAll(".st[data-days]")) {
      const state = stateOn(badge.dataset.days, now);
      const words = badge.dataset[state] || STATES[state] || "";
      if (badge.textContent === words) continue;
      badge.textContent = words;
      badge.hidden = !words;
      /* 印在纸上，“现行”要说是哪一天。 */
      badge.dataset.on = now;
      badge.classList.toggle("off", isOver(state));
    }
    for (const sign of doc.querySelectorAll(".force[data-days]:not(.off) path")) {
      const box = sign.closest(".force");
      if (isOver(stateOn(box.dataset.days, now))) {
        box.className = "force off";
        sign.outerHTML = '<path d="M5 19 19 5"/>';
      }
    }
  }

  const reading = new MutationObserver(mark);
  reading.observe(doc, { childList: true, subtree: true });
  doc.addEventListener("DOMContentLoaded", () => {
    reading.disconnect();
    mark();
  });
})(document);
