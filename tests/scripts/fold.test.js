/* The search's reading of queries, as pure functions: the same rules as gazette_site/fold.py and document_numbers.py. */

import assert from "node:assert/strict";
import test from "node:test";
import { fold, foldWithPlaces, learn, parse } from "../../templates/search/fold.js";
import { numberOf } from "../../templates/search/numbers.js";

const texts = (words) => words.map((word) => word.text);

test("widths, case, blanks and signs do not count, a decimal point does", () => {
  assert.equal(fold("ＡＢ　1.5 倍。"), "ab1.5倍");
  assert.equal(fold("第.三.条"), "第三条");
});

test("traditional characters are folded once they are known", () => {
  assert.equal(fold("違規"), "違規");
  learn("違违規规");
  assert.equal(fold("違規"), "违规");
});

test("every folded sign knows where it stood", () => {
  const { text, starts, ends } = foldWithPlaces("甲 1.5。");
  assert.deepEqual([text, starts, ends], ["甲1.5", [0, 2, 3, 4], [1, 3, 4, 5]]);
});

test("blanks part words, quotation marks hold a phrase together, a minus leaves out", () => {
  const asked = parse("社区食堂 “货车 通行” -农机");
  assert.deepEqual(texts(asked.words), ["社区食堂", "货车通行"]);
  assert.deepEqual(texts(asked.without), ["农机"]);
  assert.equal(asked.quoted, true);
});

test("a minus inside a word belongs to it, an empty query has no words", () => {
  assert.deepEqual(texts(parse("2025-03-09").words), ["20250309"]);
  assert.deepEqual(parse("  “” - ").words, []);
});

test("a whole date is also looked for as its month and day", () => {
  const [word] = parse("2025年3月9日").words;
  assert.deepEqual(word.dates, [{ day: "2025-03-09", text: "3月9日", bare: true }]);
  assert.equal(parse("2025.3.9").words[0].dates[0].day, "2025-03-09");
});

test("a percentage is no bare number", () => {
  assert.deepEqual(parse("7.5%").words[0].percents, [3]);
  assert.deepEqual(parse("7.5").words[0].percents, []);
});

test("document numbers are read as people write them", () => {
  const right = { code: "澜府办发", year: 2025, n: 12 };
  for (const written of [
    "澜府办发〔2025〕12号",
    "澜府办发[2025]012号",
    "发文字号：澜府办发 2025 12",
    "澜府办发2025年第12号",
  ])
    assert.deepEqual(numberOf(written), right, written);
  assert.deepEqual(numberOf("澜川市人民政府令第21号"), { code: "澜川市人民政府令", year: 0, n: 21 });
  assert.equal(numberOf("社区食堂"), null);
});
