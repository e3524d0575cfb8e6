/* What the engine decides without asking for a file: rows of numbers, and the excerpt with its marks. */

import assert from "node:assert/strict";
import test from "node:test";
import { describe } from "../../templates/search/describe.js";
import { parse } from "../../templates/search/fold.js";
import { gramsOf } from "../../templates/search/grams.js";
import { numberWords, rowsOf } from "../../templates/search/numbered.js";

test("a number is written the way it is printed, with a year or without", () => {
  assert.equal(numberWords({ code: "澜府发", year: 2025, n: 7 }), "澜府发〔2025〕7号");
  assert.equal(numberWords({ code: "澜川市人民政府令", year: 0, n: 21 }), "澜川市人民政府令第21号");
});

test("rows of a code say year, number and page", () => {
  const [row] = rowsOf("澜府发", [2025, 7, 3]);
  assert.equal(numberWords(row), "澜府发〔2025〕7号");
});

test("pairs of a text are what is asked for, the rarest first", () => {
  const rarity = new Map([["区食", 9]]);
  assert.deepEqual(
    gramsOf("社区食堂", 1, rarity).map((one) => one.gram),
    ["区食"],
  );
  assert.equal(gramsOf("社区食堂", 2, rarity).length, 2);
});

test("the excerpt marks what was asked for", () => {
  const text = { title: "通知", lines: ["前言。", "社区食堂每日开放，欢迎老人。"] };
  const told = JSON.stringify(describe(text, parse("食堂").words));
  assert.match(told, /食堂/u);
});
