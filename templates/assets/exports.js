/* 引文、文本和表格：点了才由本页做成文件，网站上不另存一份。引文取自页首的元数据，文字取自正文。
   数据取自本期的数据。
   要紧的空格不写在反引号之间：发布时去空格的程序不认得那里。 */
const FORMULA = /^(?:'*\s*[=+\-@＝＋－＠]|'*[\t\r\n])/;
const NO_FORMULA =
  /^(?:[+\-＋－]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?(?:[eE][+-]?[0-9]{1,3})?[%％‰]?|[+\-＋－—]+)$/;
/** @type {Record<string, string>} */
const TEX = {
  "\\": "{\\textbackslash}",
  "~": "{\\textasciitilde}",
  "^": "{\\textasciicircum}",
  "<": "{\\ensuremath{<}}",
  ">": "{\\ensuremath{>}}",
  "|": "{\\textbar}",
  '"': "{\\textquotedbl}",
};
/**
 * @typedef {Record<"key" | "title" | "number" | "gazette" | "year" | "issue" | "page" | "published" | "url", string> & { authors: string[] }} Reference
 * @typedef {{ standing: string[], topics: string[] }} Said
 * @typedef {object} Part 一段：rank 是标题的层次，0 是段落；label 是条号；rows 是表格的各行
 * @property {string} text
 * @property {number} rank
 * @property {string} label
 * @property {string[][]} [rows]
 * @typedef {(text: string, rank?: number, label?: string) => void} Add
 * @typedef {[content: string, ending: string, type: string]} MadeFile
 */
const NOT_READ = ".pg,.vh,.slide,.noprint,.part";

/* 引文 ------------------------------------------------------------------------------------------------------------- */

/* 网页怎样说自己，引文就怎样写；没有印出的不写。 */
/** @type {(doc: Document, address: string) => Reference} */
export function referenceOf(doc, address) {
  /** @type {(name: string) => string[]} */
  const all = (name) => {
    /** @type {NodeListOf<HTMLMetaElement>} */
    const found = doc.querySelectorAll(`meta[name="citation_${name}"]`);
    return [...found].map((one) => one.content);
  };
  /** @type {(name: string) => string} */
  const one = (name) => all(name)[0] || "";
  /** @type {HTMLLinkElement} */
  const canonical = doc.querySelector('link[rel="canonical"]');
  return {
    key:
      address
        .split(/[?#]/)[0]
        .split("/")
        .findLast((part) => part && part !== "index.html") || "",
    title: one("title"),
    number: one("technical_report_number"),
    authors: all("author"),
    gazette: one("journal_title"),
    year: one("year"),
    issue: one("issue"),
    page: one("firstpage"),
    published: one("publication_date"),
    url: canonical ? canonical.href : address.split("#")[0],
  };
}

/** @type {(words: string) => string} */
const tex = (words) => words.replace(/[\\~^<>|"]|[&%$#_{}]/g, (sign) => TEX[sign] || `\\${sign}`);

/** @type {(one: Reference) => string} */
export function bibtex(one) {
  const fields = {
    author: one.authors.map((name) => `{${tex(name)}}`).join(" and "),
    title: `{${tex(one.title)}}`,
    journal: tex(one.gazette),
    year: one.year,
    number: one.issue,
    pages: one.page,
    note: tex(one.number),
    url: one.url,
    langid: "chinese",
  };
  const lines = Object.entries(fields).filter(([, value]) => value);
  return `@article{${one.key},\n${lines.map(([name, value]) => ["", "", name, "=", `{${value}},\n`].join(" ")).join("")}}\n`;
}

/** @type {(one: Reference) => string} */
export function ris(one) {
  const fields = [
    ["TY", "JOUR"],
    ...one.authors.map((name) => ["AU", name]),
    ["TI", one.title],
    ["T2", one.gazette],
    ["PY", one.year],
    ["DA", one.published],
    ["IS", one.issue],
    ["SP", one.page],
    ["N1", one.number],
    ["LA", "zh-CN"],
    ["UR", one.url],
  ];
  const lines = fields.filter(([, value]) => value).map(([tag, value]) => [tag, `${value}\r\n`].join("  - "));
  return [...lines, "ER  - \r\n"].join("");
}

/** @type {(one: Reference) => string} */
export function csl(one) {
  /** @type {Values} */
  const item = {
    id: one.key,
    type: "article-journal",
    author: one.authors.map((literal) => ({ literal })),
    title: one.title,
    "container-title": one.gazette,
    issue: one.issue,
    page: one.page,
    number: one.number,
    issued: { "date-parts": [(one.published || one.year).split("/").map(Number)] },
    URL: one.url,
    language: "zh-CN",
  };
  const known = Object.entries(item).filter(([, value]) => value.length !== 0);
  return `${JSON.stringify([Object.fromEntries(known)], null, 1)}\n`;
}

/* 表格 ------------------------------------------------------------------------------------------------------------- */

/* 电子表格会当作公式来算的，前面加一个撇号；规则与全部数据的 CSV 相同。 */
/** @type {(words: string) => string} */
export const cell = (words) => (FORMULA.test(words) && !NO_FORMULA.test(words) ? `'${words}` : words);

/** @type {(rows: string[][]) => string} */
export function csv(rows) {
  /** @type {(words: string) => string} */
  const quoted = (words) => (/[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  return `\ufeff${rows.map((row) => `${row.map((words) => quoted(cell(words))).join(",")}\r\n`).join("")}`;
}

/** @type {(table: HTMLTableElement) => string[][]} */
const rowsOf = (table) => [...table.rows].map((row) => [...row.cells].map((one) => one.textContent));

/* 文字 ------------------------------------------------------------------------------------------------------------- */

/* 正文和各附件，一段一项：文字、标题的层次（0 是段落）、条号、表格的各行。 */
/** @type {(article: Element) => Part[]} */
export function parts(article) {
  /** @type {Part[]} */
  const found = [];
  /** @type {Add} */
  const add = (text, rank = 0, label = "") => text && found.push({ text, rank, label });
  add(words(article.querySelector("h1")), 1);
  add(words(article.querySelector(".doc-head .no")));
  for (const part of article.querySelectorAll(".body > .text, .att")) {
    if (!part.matches(".att")) inside(part, add, found);
    else {
      const heads = [part.querySelector(":scope > .lab"), part.querySelector(":scope > h2")];
      add(
        heads
          .map((head) => words(head))
          .filter(Boolean)
          .join("　"),
        2,
      );
      for (const run of part.querySelectorAll(":scope > :is(.text, .full, figure)"))
        run.matches("figure") ? add(words(run)) : inside(run, add, found);
    }
  }
  return found;
}

/** @type {(run: Element, add: Add, found: Part[]) => void} */
function inside(run, add, found) {
  for (const one of run.querySelectorAll("p, li, h2, h3, h4, h5, h6, .lead, table, figure")) {
    if (one.closest(NOT_READ) || one.parentElement.closest("table, figure, .lead")) continue;
    if (one.matches("table")) found.push({ rows: rowsOf(one), text: "", rank: 0, label: "" });
    else if (one.matches("li")) add(member(one));
    else if (one.matches(".lead")) {
      add(
        words(one.firstElementChild.matches(".pg") ? one.children[1] : one.firstElementChild),
        rankOf(one.querySelector("h2,h3,h4,h5,h6")),
      );
      add(words(one, ":is(h2,h3,h4,h5,h6)"));
    } else if (one.matches(".art")) {
      const label = words(one.querySelector(".n"));
      add([label, words(one, ".n")].filter(Boolean).join("　"), 0, label);
    } else add(words(one), rankOf(one));
  }
}

/** @type {(one: Element) => number} */
const rankOf = (one) => (/^H[2-6]$/.test(one.tagName) ? Number(one.tagName[1]) : 0);

/* 名单里的一人：“组　长：张锐　市长”。 */
/** @type {(line: Element) => string} */
function member(line) {
  const role = words(line.querySelector("b"));
  return `${role && `${role}：`}${[...line.querySelectorAll("span:not(.vh)")].map((one) => one.textContent).join("　")}`;
}

/* 元素的文字，不算原件页码和只给读屏软件听的。 */
/** @type {(one: HTMLElement, less?: string) => string} */
function words(one, less = "") {
  if (!one) return "";
  const copy = one.cloneNode(true);
  for (const left of copy.querySelectorAll(less ? `${NOT_READ},${less}` : NOT_READ)) left.remove();
  return copy.textContent.trim();
}

/* 一段一行，表格一行一行，格子用制表符隔开。 */
/** @type {(found: Part[]) => string} */
export const plainText = (found) =>
  `${found.flatMap((one) => (one.rows ? one.rows.map((row) => row.join("\t")) : [one.text])).join("\n")}\n`;

/** @type {(text: string) => string} */
const escaped = (text) =>
  text
    .replace(/[\\`*_[\]<>|~&]/g, "\\$&")
    .replace(/^(\d{1,9})(?=[.)])/, "$1\\")
    .replace(/^(?=[#+=-])/, "\\");

/** @type {(one: Part) => string} */
function markdownOf(one) {
  if (one.rows) return grid(one.rows);
  if (one.label)
    return [`**${escaped(one.label)}**`, escaped(one.text.slice(one.label.length).trimStart())].join(" ").trimEnd();
  return one.rank ? ["#".repeat(one.rank), escaped(one.text)].join(" ") : escaped(one.text);
}

/** @type {(rows: string[][]) => string} */
function grid(rows) {
  const width = Math.max(0, ...rows.map((row) => row.length));
  /** @type {(row: string[]) => string} */
  const line = (row) => ["|", row.map((text) => escaped(text).replaceAll("\n", " ")).join(" | "), "|"].join(" ");
  const [head, ...rest] = rows.map((row) => line([...row, ...Array(width - row.length).fill("")]));
  return width ? [head, `|${" --- |".repeat(width)}`, ...rest].join("\n") : "";
}

/* 施行、期限、废止和主题：照页上哪一天看都对的话，不写脚本按今天补的。 */
/** @type {(doc: Document) => Said} */
function saidOf(doc) {
  return {
    standing: [...doc.querySelectorAll("article .force:not([id]) strong")].map((one) => words(one, ".st")),
    topics: [...doc.querySelectorAll(".topic a")].map((one) => one.textContent),
  };
}

/* 开头是 YAML，每个值写成 JSON；没有的不写。 */
/** @type {(found: Part[], one: Reference & Partial<Said>) => string} */
export function markdown(found, one) {
  const facts = { title: one.title, number: one.number, issuers: one.authors, gazette: one.gazette, url: one.url };
  const said = { standing: one.standing || [], topics: one.topics || [] };
  const known = Object.entries({ ...facts, ...said }).filter(([, value]) => value.length);
  const head = known.map(([key, value]) => [key, JSON.stringify(value)].join(": "));
  return `${[["---", ...head, "---"].join("\n"), ...found.map(markdownOf).filter(Boolean)].join("\n\n")}\n`;
}

/** @typedef {{issue: Record<string, unknown>, documents: {url: string}[]}} IssueFile 一期的数据，这里要用到的。 */

/* 一件文件的数据：这一期的数据里它的那一项，加上它刊登的一期。 */
/** @type {(issue: IssueFile, key: string) => string} */
export function recordOf(issue, key) {
  const record = issue.documents.find((one) => one.url.split("/").at(-2) === key);
  const { id, url, gazette, year, number, cumulative, name, published, source_url, digest } = issue.issue;
  const printed = { id, url, gazette, year, number, cumulative, name, published, source_url, digest };
  return `${JSON.stringify({ ...record, issue: printed }, null, 1)}\n`;
}

/** @type {(one: Reference) => Promise<MadeFile>} */
async function json(one) {
  /** @type {HTMLAnchorElement} */
  const link = document.querySelector('#data a[href$=".json"]');
  const answer = await fetch(link.href);
  return [recordOf(await answer.json(), one.key), ".json", "application/json"];
}

/* 点了以后 --------------------------------------------------------------------------------------------------------- */

/** @type {Record<string, (one: Reference, button: HTMLElement) => MadeFile | Promise<MadeFile>>} */
const MADE = {
  bibtex: (one) => [bibtex(one), ".bib", "application/x-bibtex"],
  ris: (one) => [ris(one), ".ris", "application/x-research-info-systems"],
  csl: (one) => [csl(one), ".json", "application/json"],
  text: () => [plainText(parts(document.querySelector("article"))), ".txt", "text/plain"],
  markdown: (one) => [
    markdown(parts(document.querySelector("article")), { ...one, ...saidOf(document) }),
    ".md",
    "text/markdown",
  ],
  json,
  table: (_, button) => tableFile(button.closest(".att"), Number(button.dataset.table)),
};

/** @type {(attachment: HTMLElement, number: number) => MadeFile} */
function tableFile(attachment, number) {
  /** @type {NodeListOf<HTMLTableElement>} */
  const tables = (attachment || document.querySelector("article")).querySelectorAll("table");
  const name = attachment ? `-${attachment.id}` : "";
  return [csv(rowsOf(tables[number - 1])), `${name}-table-${number}.csv`, "text/csv"];
}

/** @type {(button: HTMLElement) => Promise<void>} */
export async function save(button) {
  const one = referenceOf(document, location.href);
  const [content, ending, type] = await MADE[button.dataset.make](one, button);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  link.download = one.key + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
