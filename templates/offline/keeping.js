/* 搜索页上的离线查阅：开、关，留了什么、多大。留的由 sw.js 存、换、去掉；这里只问浏览器里有什么。 */
const WORDS = wording("offline");
const SITE = new URL("../", import.meta.url);
const PREFIX = `offline:${SITE.pathname}:`;
const SCRIPT = new URL("sw.js", SITE);
/**
 * @typedef {{ bytes: number, whole: boolean }} Offer
 * @typedef {{ url: string, build: string, day: string, size: number, page: boolean, cache: Cache }} Entry
 */
const box = document.getElementById("offline");

/** @type {(words: string, values: Values) => string} */
const put = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
/** @type {(bytes: number) => string} */
const megabytes = (bytes) => put(WORDS.size, { size: Math.max(bytes / 1e6, 0.1).toFixed(1) });

/** @type {<K extends TagName>(parent: Element, name: K, words?: string, style?: string) => HTMLElementTagNameMap[K]} */
function add(parent, name, words = "", style = "") {
  const made = document.createElement(name);
  made.textContent = words;
  if (style) made.className = style;
  parent.append(made);
  return made;
}

/** @type {(words: string, act: () => void) => HTMLButtonElement} */
function button(words, act) {
  const made = add(add(box, "p"), "button", words, "btn");
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** @type {(iso: string) => string} */
function dayOf(iso) {
  const date = new Date(iso);
  return put(WORDS.day, { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() });
}

/* 本站的，不是同一台服务器上别的网站的。 */
/** @type {() => Promise<ServiceWorkerRegistration | null>} */
async function registered() {
  const found = await navigator.serviceWorker.getRegistration(SITE.href);
  return found?.scope === SITE.href ? found : null;
}

/* 服务器供应的；没有、送得不对的，是 null。 */
/** @type {() => Promise<Offer | null>} */
async function offered() {
  const answer = await fetch(SCRIPT, { cache: "no-cache" }).catch(() => null);
  if (!answer?.ok || !/javascript/.test(answer.headers.get("content-type") || "")) return null;
  const head = /"bytes": ?(\d+),"whole": ?(true|false)/.exec(await answer.text());
  return head && { bytes: Number(head[1]), whole: head[2] === "true" };
}

/* 浏览器里留的。 */
/** @type {() => Promise<Entry[]>} */
async function entries() {
  /** @type {Entry[]} */
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const answer = await cache.match(url);
      const [build, day, size] = ["x-build", "x-kept", "x-size"].map((header) => answer?.headers.get(header) || "");
      found.push({ url, build, day, size: Number(size), page: name === `${PREFIX}pages`, cache });
    }
  }
  return found;
}

async function show(focus = false) {
  const registration = await registered();
  const all = registration?.active ? await entries() : [];
  const offer = all.length ? null : await offered();
  box.hidden = !all.length && !offer;
  if (box.hidden) return;
  box.replaceChildren();
  add(box, "h2", WORDS.title);
  const last = offer ? showOffer(offer) : showKept(all);
  if (focus) last.focus();
}

/** @type {(offer: Offer) => HTMLButtonElement} */
function showOffer({ bytes, whole }) {
  add(box, "p", put(whole ? WORDS.offer_whole : WORDS.offer_part, { size: megabytes(bytes) }));
  add(box, "p", WORDS.here_only, "small quiet");
  const status = add(box, "p", "", "small");
  status.setAttribute("role", "status");
  const start = button(WORDS.save, async () => {
    start.disabled = true;
    status.textContent = WORDS.saving;
    try {
      await register();
      await show(true);
    } catch {
      await forget();
      start.disabled = false;
      status.textContent = WORDS.not_saved;
    }
  });
  return start;
}

/* 装好了才算；清单上的缺一个，就不装。 */
async function register() {
  const registration = await navigator.serviceWorker.register(SCRIPT, { scope: SITE.href, updateViaCache: "none" });
  const worker = registration.installing || registration.waiting || registration.active;
  if (!worker) throw new Error("no worker");
  /** @type {Promise<void>} */
  const ready = new Promise((done, failed) => {
    const look = () => {
      if (worker.state === "activated") done();
      if (worker.state === "redundant") failed(new Error(worker.state));
    };
    worker.addEventListener("statechange", look);
    look();
  });
  await ready;
}

/** @type {(all: Entry[]) => string} */
const sizeOf = (all) => megabytes(all.reduce((sum, { size }) => sum + size, 0));

/** @type {(all: Entry[]) => HTMLButtonElement} */
function showKept(all) {
  const pages = all.filter(({ page }) => page),
    files = all.filter(({ page }) => !page);
  const [search] = files.filter(({ url }) => url === new URL("search/", SITE).href);
  if (search) add(box, "p", put(WORDS.version, { day: dayOf(search.day), build: search.build }));
  add(box, "p", put(WORDS.kept, { files: sizeOf(files), count: pages.length, pages: sizeOf(pages) }));
  add(box, "p", WORDS.how, "small quiet");
  if (pages.length) listPages(pages);
  return button(WORDS.forget, async () => {
    await forget();
    await show(true);
  });
}

/* 新近读的在前；看的时候才取标题。 */
/** @type {(pages: Entry[]) => void} */
function listPages(pages) {
  const details = add(box, "details");
  add(details, "summary", WORDS.list);
  const list = add(details, "ul");
  details.addEventListener(
    "toggle",
    async () => {
      for (const { url, day, cache } of pages.reverse()) {
        const html = await (await cache.match(url))?.text();
        if (!html) continue;
        const item = add(list, "li");
        const link = add(item, "a", new DOMParser().parseFromString(html, "text/html").title);
        /** @type {HTMLAnchorElement} */ (link).href = url;
        add(item, "span", put(WORDS.kept_on, { day: dayOf(day) }), "small quiet");
      }
    },
    { once: true },
  );
}

async function forget() {
  await (await registered())?.unregister();
  // 先删清单上的：正在存的见它没有了，自己收回，见 sw.js。
  for (const start of [`${PREFIX}files:`, PREFIX])
    for (const name of await caches.keys()) if (name.startsWith(start)) await caches.delete(name);
}

if (globalThis.isSecureContext && navigator.serviceWorker && globalThis.caches) {
  // 换了新的版本，照新的写。
  navigator.serviceWorker.addEventListener("controllerchange", () => box.querySelector(":disabled") || show());
  show().catch(() => {});
}
