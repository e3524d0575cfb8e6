/* 搜索：把要查的话折成一个个字，用 Pagefind 查整串，再把结果里的字合起来。有词可查时才载入索引。 */
(function () {
  "use strict";
  const SITE = new URL("../", document.currentScript.src);
  const BATCH = 10;
  const BEFORE = 24, AROUND = 110;
  const byId = (id) => document.getElementById(id);
  let pagefind, turn = 0;

  /* 字母、数字和汉字算字，其余不算；大小写、全半角不分。 */
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const characters = (text) => [...fold(text)].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  const wordsOf = (query) => query.split(/\s+/).map(characters).filter((word) => word.length);

  async function load() {
    if (!pagefind) {
      const loaded = await import(new URL("pagefind/pagefind.js", SITE).href);
      await loaded.options({ excerptLength: 60 });
      pagefind = loaded;
    }
    return pagefind;
  }

  /* 每个词各查一次整串，取都有的；先后依合计的分数。 */
  async function find(words) {
    const engine = await load();
    const answers = await Promise.all(words.map((word) => engine.search(`"${word.join(" ")}"`)));
    const scores = new Map();
    for (const { results } of answers) {
      for (const result of results) {
        const known = scores.get(result.id) || { result, times: 0, score: 0 };
        known.times += 1;
        known.score += result.score;
        scores.set(result.id, known);
      }
    }
    return [...scores.values()]
      .filter((known) => known.times === words.length)
      .sort((one, other) => other.score - one.score)
      .map((known) => known.result);
  }

  /* 索引里字与字之间有空格，合起来；整词之间的空格留着。 */
  function joined(text) {
    return text.replace(/\s+/gu, " ").replace(/(\S+) (?=(\S+))/gu,
      (all, left, right) => /[\p{sc=Latin}\p{N}]{2}$/u.test(left) && /^[\p{sc=Latin}\p{N}]{2}/u.test(right) ? all : left)
      .replace(/(?<=[\p{sc=Han}）〕》”])\.(?=\S)/gu, "　");
  }

  /* 正文不再重复标题。 */
  function bodyOf(data) {
    const content = joined(data.content || "");
    const title = joined(data.meta.title || "").replace(/…+$/u, "");
    return content.startsWith(title) ? content.slice(title.length).replace(/^[….。，、　\s]+/u, "") : content;
  }

  /* 一段文字里每个词出现的起止处；标点、空格不算。 */
  function hitsIn(text, words) {
    const signs = [], places = [];
    let place = 0;
    for (const letter of text) {
      for (const sign of characters(letter)) { signs.push(sign); places.push([place, place + letter.length]); }
      place += letter.length;
    }
    const hits = [];
    for (const word of words) {
      for (let n = 0; n + word.length <= signs.length; n += 1) {
        if (word.every((sign, m) => signs[n + m] === sign)) hits.push([places[n][0], places[n + word.length - 1][1]]);
      }
    }
    return hits.sort((one, other) => one[0] - other[0]);
  }

  function write(parent, text, words) {
    let done = 0;
    for (const [start, end] of hitsIn(text, words)) {
      if (start < done) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      parent.append(text.slice(done, start), mark);
      done = end;
    }
    parent.append(text.slice(done));
  }

  function excerpt(content, words) {
    const hit = hitsIn(content, words)[0];
    const start = hit ? Math.max(0, hit[0] - BEFORE) : 0;
    const end = Math.min(content.length, start + AROUND);
    return (start ? "……" : "") + content.slice(start, end).trim() + (end < content.length ? "……" : "");
  }

  function element(name, parent, style) {
    const made = document.createElement(name);
    if (style) made.className = style;
    parent.append(made);
    return made;
  }

  function address(data) {
    const url = new URL(String(data.meta.url || data.raw_url || data.url).replace(/^\/+/, ""), SITE);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }

  function show(data, words) {
    const item = element("li", byId("results"));
    const link = element("a", element("h3", item));
    link.href = address(data);
    write(link, data.meta.title || "无标题", words);
    const facts = element("p", item, "meta");
    for (const fact of [data.meta.kind, data.meta.info]) if (fact) element("span", facts).textContent = fact;
    write(element("p", item, "ex"), excerpt(bodyOf(data), words), words);
  }

  function say(heading, words) {
    byId("asked").textContent = heading;
    byId("status").textContent = words;
    document.title = document.title.replace(/^.*(?= — )/, () => heading);
  }

  function clear(found) {
    byId("results").replaceChildren();
    byId("found").hidden = !found;
    byId("more").hidden = true;
    byId("advice").hidden = found;
  }

  async function showNext(results, words, mine) {
    const more = byId("more");
    const shown = byId("results").children.length;
    more.hidden = true;
    const batch = await Promise.all(results.slice(shown, shown + BATCH).map((result) => result.data()));
    if (mine !== turn) return;
    for (const data of batch) show(data, words);
    const left = results.length - shown - batch.length;
    more.hidden = left <= 0;
    more.textContent = `下一批（还有${left}条）`;
    if (shown) byId("results").children[shown].querySelector("a").focus();
    more.onclick = () => showNext(results, words, mine).catch(() => failed(mine));
  }

  function failed(mine) {
    if (mine !== turn) return;
    clear(false);
    say("搜索", location.protocol === "file:"
      ? "从磁盘直接打开时不能搜索，请在网站上使用，或从下面的目录查找。"
      : "没能载入搜索索引，请稍后再试，或从下面的目录查找。");
  }

  async function search(query) {
    const mine = turn += 1;
    const words = wordsOf(query);
    for (const input of document.querySelectorAll('input[name="q"]')) input.value = query;
    clear(false);
    if (!words.length) {
      if (query.trim()) say("搜索", "请写字、字母或数字，只有标点查不了。");
      return;
    }
    const asked = query.trim().split(/\s+/).map((word) => `“${word}”`).join("");
    say(asked, "正在查找……");
    try {
      const results = await find(words);
      if (mine !== turn) return;
      if (!results.length) {
        say(`没有找到${asked}`, `查了全部文件、附件和大事记的标题与正文，没有${words.length > 1 ? "同时" : ""}写有${asked}的。`);
        return;
      }
      say(asked, `找到${results.length}条${words.length > 1 ? "同时" : ""}写有${asked}的文件、附件或大事记。`);
      clear(true);
      await showNext(results, words, mine);
    } catch {
      failed(mine);
    }
  }

  const asked = () => new URL(location.href).searchParams.get("q") || "";

  document.addEventListener("submit", (event) => {
    const input = event.target.querySelector('input[name="q"]');
    if (!input) return;
    event.preventDefault();
    const url = new URL(location.href);
    url.searchParams.set("q", input.value);
    if (url.href !== location.href) history.pushState(null, "", url);
    search(input.value);
  });
  addEventListener("popstate", () => search(asked()));
  search(asked());
})();
