/* 离线副本：读者点了才装，见 keeping.js。
 *
 *   网页：先问网站；没有答复，才用读的时候留下的一份，并写明是哪天的。网站答复没有了、搬走了，留的一份也去掉。
 *   搜索、版式：名字里有散列的，内容不会变，先用留的；别的先问网站。
 *
 * 网站重新生成，这里的编号就不同，浏览器随即装上新的：留的文件照新的清单重取，每个都与清单核对，缺一个就不换；
 * 读过的网页逐页重取。网站不再供应这个文件，留的全部删去。钟只看读者的：文件里没有时刻。
 */
const COPY = offlineCopy();
const WORDS = wording("offline");

const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (globalThis));
const SCOPE = new URL(worker.registration.scope);
const PREFIX = `offline:${SCOPE.pathname}:`;
const PAGES = `${PREFIX}pages`,
  FILES = `${PREFIX}files:${COPY.build}`,
  USED = `${PREFIX}used:${COPY.build}`;
const MOST_PAGES = 200,
  MOST_USED = 400;
const PATIENCE = 4000,
  IMPATIENCE = 500;
const ROWS = 6;
const HEADERS = ["content-type", "content-security-policy", "x-content-type-options"];
const SEARCH = "search/";

const PARTS = /^(?:assets|search|pagefind)\/|^(?:dates|standing)\/[\w-]+\.json$/;
/* 搜索索引、各页的文字、Pagefind 的各部分：名字里有散列。 */
const UNCHANGING = /^search\/.*-[0-9a-f]{6,}(?:\.\w+|\/\d+\.\w+)$|^pagefind\/(?:fragment|index)\//;

/* 从网站的根起的地址，不带问号以后的；不是本站的，是 null。 */
/** @type {(address: string) => string | null} */
function pathOf(address) {
  const url = new URL(address);
  const ours = url.origin === SCOPE.origin && url.pathname.startsWith(SCOPE.pathname);
  return ours ? url.pathname.slice(SCOPE.pathname.length) : null;
}

/** @type {(path: string) => string} */
const address = (path) => new URL(path, SCOPE).href;

/* 存：记下哪一次生成的、哪天存的、多大，见 keeping.js。 */
/** @type {(name: string, path: string, answer: Response, most?: number) => Promise<void>} */
async function keep(name, path, answer, most = Infinity) {
  // 读者删了，就不再存。
  if (!(await caches.has(FILES))) return;
  const body = await answer.arrayBuffer();
  const headers = new Headers({
    "x-build": COPY.build,
    "x-kept": new Date().toISOString(),
    "x-size": String(body.byteLength),
  });
  for (const header of HEADERS) {
    const value = answer.headers.get(header);
    if (value !== null) headers.set(header, value);
  }
  const cache = await caches.open(name);
  await cache.put(address(path), new Response(body, { headers }));
  // 正存着的时候读者删了，收回。
  if (!(await caches.has(FILES))) await caches.delete(name);
  if (most === Infinity) return;
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
}

/** @type {(path: string) => Promise<Response | null>} */
async function kept(path) {
  for (const name of [PAGES, FILES, USED]) {
    const found = (await caches.has(name)) && (await (await caches.open(name)).match(address(path)));
    if (found) return found;
  }
  return null;
}

/* 装：清单上的都取到、都核对过，才算装成 ———————————————————————————————— */

async function install() {
  try {
    await caches.open(FILES);
    const rest = Object.entries(COPY.files);
    const row = async () => {
      for (let next = rest.pop(); next; next = rest.pop()) await keepListed(next[0], next[1]);
    };
    // 一个不成，别的做完手上的就停；都停了再删，删了的才不会又存回来。
    /** @type {(failure: unknown) => never} */
    const stop = (failure) => {
      rest.length = 0;
      throw failure;
    };
    const ended = await Promise.allSettled(Array.from({ length: ROWS }, () => row().catch(stop)));
    for (const one of ended) if (one.status === "rejected") throw one.reason;
  } catch (failure) {
    await caches.delete(FILES);
    throw failure;
  }
  await worker.skipWaiting();
}

/** @type {(path: string, digest: string) => Promise<void>} */
async function keepListed(path, digest) {
  const before = await caches.match(address(path));
  if (before && (await digestOf(before.clone())).startsWith(digest)) return keep(FILES, path, before);
  const answer = await fetch(address(path), { cache: UNCHANGING.test(path) ? "default" : "no-cache" });
  // 网页在路上可能被服务器添上几个字，脚本和索引不可以。
  const page = path === "" || path.endsWith("/");
  if (!answer.ok || (!page && !(await digestOf(answer.clone())).startsWith(digest))) throw new Error(path);
  return keep(FILES, path, answer);
}

/** @type {(answer: Response) => Promise<string>} */
async function digestOf(answer) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && ![PAGES, FILES, USED].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
  // 不等它：装好以前，网页都开不了。
  renew();
}

/* 新的一次生成以前留的网页，逐页重取：改了的换上，撤下的去掉。断了的，下次接着取。 */
let renewed = false;

async function renew() {
  if (renewed) return;
  renewed = true;
  try {
    if (!(await caches.has(PAGES))) return;
    const cache = await caches.open(PAGES);
    for (const key of await cache.keys()) {
      const one = await cache.match(key);
      const path = pathOf(key.url);
      if (path !== null && one && one.headers.get("x-build") !== COPY.build)
        await noteAnswer(path, await fetch(key.url, { redirect: "manual", cache: "no-cache" }));
    }
  } catch {
    renewed = false;
  }
}

/* 网站不再供应离线副本，浏览器自己不管：留的全部删去。 */
async function endIfOver() {
  const answer = await fetch(address("sw.js"), { method: "HEAD", cache: "no-store" });
  if (answer.status !== 404 && answer.status !== 410) return;
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await worker.registration.unregister();
}

/* 取 —————————————————————————————————————————————————————————— */

/* 网络刚刚没有答复的，取文件不再久等；网页总是等。 */
let patience = PATIENCE;

/* 网站的答复；没有答复或等久了，是 null。waiting 是还在路上的。 */
/** @type {(request: Request, limit: number) => Promise<{ answer: Response | null, waiting: Promise<Response> }>} */
async function ask(request, limit) {
  const waiting = fetch(request);
  /** @type {Promise<null>} */
  const late = new Promise((done) => setTimeout(done, limit, null));
  const answer = await Promise.race([waiting.catch(() => null), late]);
  patience = answer ? PATIENCE : IMPATIENCE;
  return { answer, waiting };
}

/* 打开网页。 */
/** @type {(event: FetchEvent, path: string) => Promise<Response>} */
async function openPage(event, path) {
  const { answer, waiting } = await ask(new Request(event.request, { cache: "no-cache" }), PATIENCE);
  if (answer) return answered(event, path, answer);
  const copy = await kept(path);
  if (copy) {
    // 迟到的也留下，下次用。
    event.waitUntil(waiting.then((late) => noteAnswer(path, late)).catch(() => {}));
    return withNotice(copy, path);
  }
  return waiting.then((late) => answered(event, path, late)).catch(notKept);
}

/** @type {(event: FetchEvent, path: string, answer: Response) => Response} */
function answered(event, path, answer) {
  const note = noteAnswer(path, isPage(answer) ? answer.clone() : answer).catch(() => {});
  event.waitUntil(note.then(endIfOver).then(renew, renew));
  return answer;
}

/** @type {(answer: Response) => boolean} */
const isPage = (answer) => (answer.headers.get("content-type") || "").startsWith("text/html");

/* 网站对一页的答复：是网页就留一份，没有了、搬走了就去掉。搜索页与它的脚本、索引一起换，不单独留。 */
/** @type {(path: string, answer: Response) => Promise<void>} */
async function noteAnswer(path, answer) {
  const gone = answer.status === 404 || answer.status === 410 || answer.type === "opaqueredirect" || answer.redirected;
  if (gone && (await caches.has(PAGES))) await (await caches.open(PAGES)).delete(address(path));
  if (!gone && answer.status === 200 && isPage(answer) && path !== SEARCH) await keep(PAGES, path, answer, MOST_PAGES);
}

/* 网页以外的：脚本、版式、搜索索引。 */
/** @type {(event: FetchEvent, path: string) => Promise<Response>} */
async function openPart(event, path) {
  const copy = UNCHANGING.test(path) ? await kept(path) : null;
  if (copy) return copy;
  const { answer, waiting } = await ask(event.request, patience);
  if (answer) return usedPart(event, path, answer);
  const older = await kept(path);
  if (older) {
    waiting.catch(() => {});
    if (path === `${SEARCH}index.bin`) tell(event, searchNotice(older));
    return older;
  }
  return waiting.then(
    (late) => usedPart(event, path, late),
    () => {
      if (path.startsWith(SEARCH)) tell(event, WORDS.part_not_kept);
      return Response.error();
    },
  );
}

/* 清单以外的，用过就留一份。 */
/** @type {(event: FetchEvent, path: string, answer: Response) => Response} */
function usedPart(event, path, answer) {
  if (answer.ok && !(path in COPY.files)) event.waitUntil(keep(USED, path, answer.clone(), MOST_USED).catch(() => {}));
  return answer;
}

/* 说 —————————————————————————————————————————————————————————— */

/** @type {(words: string, values: Values) => string} */
const put = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

/** @type {(copy: Response) => string} */
function dayOf(copy) {
  const [year, month, day] = dateParts(new Date(copy.headers.get("x-kept") || 0));
  return put(WORDS.day, { year, month, day });
}

/** @type {(date: Date) => number[]} */
const dateParts = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()];

/** @type {(copy: Response) => string} */
const searchNotice = (copy) => put(COPY.whole ? WORDS.search_copy : WORDS.search_part, { day: dayOf(copy) });

/** @type {(event: FetchEvent, words: string) => Promise<void>} */
async function tell(event, words) {
  const client = await worker.clients.get(event.clientId);
  client?.postMessage({ notice: words });
}

/* 留的网页，正文前写明是哪天存的。 */
/** @type {(copy: Response, path: string) => Promise<Response>} */
async function withNotice(copy, path) {
  const words = path === SEARCH ? searchNotice(copy) : put(WORDS.page_copy, { day: dayOf(copy) });
  const html = (await copy.text()).replace(/<main [^>]*>/, (main) => `${main}${noticeOf(words)}`);
  const policy = copy.headers.get("content-security-policy");
  return page(html, 200, policy ? { "content-security-policy": policy } : {});
}

/** @type {(words: string) => string} */
const noticeOf = (words) => `<p class="kept" role="status">${words}</p>`;

/* 没有留的网页：是什么就说什么。地址来自别处，不写进去。 */
function notKept() {
  /** @type {(path: string, words: string) => string} */
  const link = (path, words) => `<a href="${address(path)}">${words}</a>`;
  const ways = put(WORDS.instead, { search: link(SEARCH, WORDS.search), kept: link(`${SEARCH}#offline`, WORDS.list) });
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${WORDS.not_kept}</title>`;
  const sheets = ["style.css", "browse.css"].map(
    (name) => `<link rel="stylesheet" href="${address(`assets/${name}`)}">`,
  );
  const script = `<script src="${address("assets/script.js")}"></script>`;
  const header = `<header><div class="head"><a class="word" href="${address("")}">${COPY.name}</a></div><hr class="rule"></header>`;
  const body = `${header}<main id="main" class="wrap"><div class="top"><h1>${WORDS.not_kept}</h1></div><div class="prose"><p>${WORDS.no_network}</p><p>${ways}</p></div></main>`;
  const html = `<!DOCTYPE html><html lang="${COPY.lang}"><head>${head}${sheets.join("")}${script}</head><body>${body}</body></html>`;
  return page(html, 503, {
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'",
  });
}

/** @type {(html: string, status: number, headers?: Record<string, string>) => Response} */
const page = (html, status, headers = {}) =>
  new Response(html, { status, headers: { ...headers, "content-type": "text/html; charset=utf-8" } });

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (path === null || request.method !== "GET" || request.headers.has("range")) return;
  if (request.mode === "navigate") event.respondWith(openPage(event, path));
  else if (PARTS.test(path)) event.respondWith(openPart(event, path));
});
