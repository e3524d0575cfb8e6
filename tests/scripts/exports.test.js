/* What the browser makes of a page, as far as it needs no page: citations, CSV, Markdown. */

import assert from "node:assert/strict";
import test from "node:test";
import {
  bibtex,
  cell,
  csl,
  csv,
  markdown,
  plainText,
  recordOf,
  referenceOf,
  ris,
} from "../../templates/assets/exports.js";

const ONE = {
  key: "lanfufa-2025-13",
  title: "澜川市人民政府关于印发《绿道管理办法》的通知",
  number: "澜府发〔2025〕13号",
  authors: ["澜川市人民政府"],
  gazette: "澜川市人民政府公报",
  year: "2025",
  issue: "4",
  page: "3",
  published: "2025/05/09",
  url: "https://www.example.gov.cn/gongbao/documents/lanfufa-2025-13/",
};
const BARE = { ...ONE, number: "", authors: [], page: "", published: "", url: "" };

test("a reference is what the page says of itself", () => {
  const metas = { citation_title: ["桥"], citation_author: ["甲局", "乙局"], citation_year: ["2025"] };
  const page = {
    querySelectorAll: (selector) => (metas[selector.match(/"(.*)"/)[1]] || []).map((content) => ({ content })),
    querySelector: () => null,
  };
  const found = referenceOf(page, "https://a.cn/documents/jia-1/index.html?x=1#art-1");
  assert.deepEqual([found.key, found.title, found.authors, found.page], ["jia-1", "桥", ["甲局", "乙局"], ""]);
});

test("in BibTeX an office stays whole and signs of TeX are escaped", () => {
  const entry = bibtex({ ...ONE, authors: ["甲局", "乙局"], title: "关于R&D投入50%的通知" });
  assert.ok(entry.startsWith("@article{lanfufa-2025-13,\n"));
  assert.ok(entry.includes("  author = {{甲局} and {乙局}},\n"));
  assert.ok(entry.includes("  title = {{关于R\\&D投入50\\%的通知}},\n"));
  assert.ok(bibtex({ ...ONE, title: "“甲”_乙\\丙—1#" }).includes("title = {{“甲”\\_乙{\\textbackslash}丙—1\\#}},"));
  assert.ok(!bibtex(BARE).includes("author"));
});

test("in RIS each line is a tag, two blanks, a hyphen", () => {
  const lines = ris(ONE).split("\r\n");
  assert.equal(lines[0], "TY  - JOUR");
  assert.deepEqual(lines.slice(-2), ["ER  - ", ""]);
  for (const line of ["AU  - 澜川市人民政府", "PY  - 2025", "IS  - 4", "SP  - 3", "DA  - 2025/05/09"])
    assert.ok(lines.includes(line));
  assert.ok(!ris(BARE).includes("UR  -"));
});

test("CSL-JSON is a list of one item, with the year where no day is printed", () => {
  const [item] = JSON.parse(csl(ONE));
  assert.deepEqual(item.author, [{ literal: "澜川市人民政府" }]);
  assert.deepEqual(item.issued, { "date-parts": [[2025, 5, 9]] });
  const [bare] = JSON.parse(csl(BARE));
  assert.deepEqual(bare.issued, { "date-parts": [[2025]] });
  for (const key of ["author", "page", "number", "URL"]) assert.ok(!(key in bare));
});

test("no cell is a formula, numbers and lone signs are as they are", () => {
  for (const words of ["=HYPERLINK(A1)", "＝1+1", "@SUM(1)", "-重点项目", "-2+3+cmd", "+86 472", " =1", "\t甲", "'=1"])
    assert.equal(cell(words), `'${words}`);
  for (const words of ["-5", "-5.2%", "+1,234.5", "－3", "-", "——", "'甲", "甲=乙", "", "甲"])
    assert.equal(cell(words), words);
});

test("CSV has the mark that spreadsheets look for and quotes what must be quoted", () => {
  assert.equal(
    csv([
      ["甲", '乙"丙'],
      ["1,5", ""],
    ]),
    '\ufeff甲,"乙""丙"\r\n"1,5",\r\n',
  );
});

test("plain text has a paragraph or a row a line, Markdown shows every sign as it stands", () => {
  const parts = [
    { text: "桥_通知", rank: 1, label: "" },
    { text: "1. 甲*乙", rank: 0, label: "" },
    { text: "第一条　丙", rank: 0, label: "第一条" },
    { rows: [["项|目", "数"], ["甲"]], text: "", rank: 0, label: "" },
  ];
  assert.equal(plainText(parts), "桥_通知\n1. 甲*乙\n第一条　丙\n项|目\t数\n甲\n");
  assert.ok(markdown(parts, { ...ONE, standing: ["甲"], topics: [] }).includes('\nstanding: ["甲"]\n---\n'));
  const shown = markdown(parts, ONE).split("\n\n");
  assert.ok(shown[0].startsWith('---\ntitle: "澜川市人民政府'));
  assert.deepEqual(shown.slice(1), [
    "# 桥\\_通知",
    "1\\. 甲\\*乙",
    "**第一条** 丙",
    "| 项\\|目 | 数 |\n| --- | --- |\n| 甲 |  |\n",
  ]);
});

test("the data of a document is its part of the issue, with the issue", () => {
  const facts = { id: "2025-04", url: "/issues/2025-04/", year: 2025, number: 4, digest: "0", pages: [1] };
  const documents = ["jia-1", "jia-10"].map((name) => ({ url: `/documents/${name}/`, title: name }));
  const record = JSON.parse(recordOf({ issue: facts, documents }, "jia-1"));
  const { pages, ...printed } = facts;
  assert.deepEqual(record, { ...documents[0], issue: printed });
});
