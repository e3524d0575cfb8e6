/* How people ask, as pure functions: dates, issues and numbers as they are written, questions, words that were meant. */

import assert from "node:assert/strict";
import test from "node:test";
import { isExactThing, pagesOn, readWhole } from "../../templates/search/asked.js";
import { queryOf } from "../../templates/search/conditions.js";
import { parse } from "../../templates/search/fold.js";
import { saysAll, shareOfWords } from "../../templates/search/likeness.js";
import { measuresIn } from "../../templates/search/measures.js";
import { codeDistance, figures, issuedBy, numberOf } from "../../templates/search/numbers.js";
import { isQuestion, namedIn, pairsOf, spansOf, synonymsIn } from "../../templates/search/question.js";
import { units } from "../../templates/search/shorter.js";
import { Spelling } from "../../templates/search/spelling.js";
import { isSpoken, toneless } from "../../templates/search/spoken.js";

const INDEX = {
  issues: [
    ["2025-01-a", 3, "2025年第1期", 73, "/issues/2025-01/"],
    ["2024-01-b", 1, "2024年第1期", 61, "/issues/2024-01/"],
  ],
  pages: { kind: [2, 0, 1, 2] },
  dates: [739266, 739266, 739266, 739267], // 2025-01-15 and the day after
  undated: new Set(),
};

test("figures written in words are read where a date or a number follows", () => {
  assert.equal(figures("二〇二四年十月二十九日"), "2024年10月29日");
  assert.equal(figures("二零二四年第一百零六号"), "2024年第106号");
  assert.equal(figures("第二十一号令"), "第21号令");
  assert.equal(figures("一心一意"), "一心一意");
  assert.equal(figures("25年第5期"), "2025年第5期");
  assert.equal(figures("改革开放40年"), "改革开放40年");
});

test("numbers are read as people write them", () => {
  const told = (query) => Object.values(numberOf(query) || {}).join("/");
  assert.equal(told("2025年106号文"), "/2025/106");
  assert.equal(told("106号文"), "/0/106");
  assert.equal(told("106号文 2025年"), "/2025/106");
  assert.equal(told("澜府发60号文件2025"), "澜府发/2025/60");
  assert.equal(told("澜府发2025年60号文件"), "澜府发/2025/60");
  assert.equal(told("澜府办2025 106号"), "澜府办/2025/106");
  assert.equal(told("（二〇二五）106号"), "/2025/106");
  assert.equal(told("第二十一号令"), "令/0/21");
  assert.equal(told("澜府办发〔2025〕12号全文"), "澜府办发/2025/12");
  assert.equal(told("澜府办发25年12号"), "澜府办发/2025/12");
  assert.equal(told("澜府办发126"), "澜府办发/0/126/true");
  assert.equal(numberOf("20250115"), null);
  assert.equal(numberOf("社区食堂"), null);
});

test("the name of an office stands for its code, with its place or without", () => {
  assert.equal(issuedBy("澜川市人民政府办公室", "澜府办发"), 3);
  assert.equal(issuedBy("澜川市人民政府办公室", "澜府发"), 2);
  assert.equal(issuedBy("市政府", "澜府发"), 1);
  assert.equal(issuedBy("市政府", "澜府办发"), 0);
  assert.equal(issuedBy("市教育局", "澜教规"), 1);
  assert.equal(issuedBy("社区食堂", "澜社发"), 0);
});

test("a code may be written as it sounds, in full or by initials", () => {
  const spelling = new Spelling("澜府4\n\nlan澜\nfu府\nban办\nfa发");
  assert.equal(spelling.isRead("澜府办发", "lanfubanfa"), true);
  assert.equal(spelling.isRead("澜府办发", "lfbf"), true);
  assert.equal(spelling.isRead("澜府发", "lanfubanfa"), false);
});

test("a code is near another that it abbreviates or misses by a sign", () => {
  assert.ok(codeDistance("澜府办", "澜府办发") < codeDistance("澜政办发", "澜府办发"));
  assert.equal(codeDistance("水规", "财金函"), Number.POSITIVE_INFINITY);
});

test("a whole query may be an issue, a day, or a month", () => {
  assert.equal(readWhole(INDEX, "2025年第1期").issues[0].url, "/issues/2025-01/");
  assert.equal(readWhole(INDEX, "总第61期").issues[0].url, "/issues/2024-01/");
  assert.equal(readWhole(INDEX, "第1期").issues.length, 2);
  assert.equal(readWhole(INDEX, "2025年第9期").missing, true);
  assert.deepEqual(readWhole(INDEX, "20250115").days, [[2025, 1, 15]]);
  assert.deepEqual(readWhole(INDEX, "二〇二五年一月十五日").days, [[2025, 1, 15]]);
  assert.deepEqual(readWhole(INDEX, "2025.1.15").days, [[2025, 1, 15]]);
  assert.deepEqual(readWhole(INDEX, "1月15日大事记").days, [[2025, 1, 15]]);
  assert.deepEqual(readWhole(INDEX, "2025年1月大事记").months, [[2025, 1]]);
  assert.deepEqual(readWhole(INDEX, "1月的大事记").months, [[2025, 1]]);
  assert.deepEqual(readWhole(INDEX, "2024年9月大事记").months, []);
  assert.deepEqual(readWhole(INDEX, "20251345"), {});
  assert.deepEqual(readWhole(INDEX, "社区食堂"), {});
  for (const written of ["25年1月15日", "25.1.15", "250115", "1.15大事记", "去年1月15日", "1月15日干了些什么"])
    assert.deepEqual(readWhole(INDEX, written).days, [[2025, 1, 15]], written);
  for (const written of ["1.15", "993456", "250116000"]) assert.deepEqual(readWhole(INDEX, written), {}, written);
  assert.equal(readWhole(INDEX, "2025年1月15日发布的通知").papers, true);
  assert.equal(readWhole(INDEX, "2025年1月15日的会议").papers, false);
  assert.equal(isExactThing({ whole: { missing: true }, written: "" }), true);
});

test("an issue of several numbers, a supplement, a special one are found by any of their names", () => {
  const named = (name, url, total = 0, more = 0) => ["", 1, name, total, url, more];
  const index = {
    ...INDEX,
    issues: [
      named("2024年第3—4期", "/34/", 63, 1),
      named("2024年第5期（两会特刊）", "/5/", 65),
      named("2024年增刊第1期", "/s1/"),
      named("2024年增刊第2期", "/s2/"),
      named("2024年第6期", "/6/", 66),
      named("2024年第6期增刊", "/6s/"),
      named("2024年第34期", "/thirty-four/", 94),
    ],
  };
  const urls = (query) =>
    readWhole(index, query)
      .issues?.map(({ url }) => url)
      .join(" ");
  for (const query of ["2024年第3期", "2024年第4期", "2024年第3—4期", "2024年第3-4期", "2024年第3、4期合刊"])
    assert.equal(urls(query), "/34/", query);
  for (const query of ["总第63期", "总第64期", "总第63-64期", "澜川市人民政府公报2024年第三至四期"])
    assert.equal(urls(query), "/34/", query);
  assert.equal(urls("2024年第34期"), "/thirty-four/");
  assert.equal(urls("2024年第5期"), "/5/");
  assert.equal(urls("2024年两会特刊"), "/5/");
  assert.equal(urls("2024年第6期"), "/6/");
  assert.equal(urls("2024年第6期增刊"), "/6s/");
  assert.equal(urls("2024年增刊"), "/6s/ /s2/ /s1/");
  assert.equal(urls("2024年增刊第一期"), "/s1/");
  assert.equal(readWhole(index, "2024年第4-5期").missing, true);
  assert.deepEqual(readWhole(index, "2024年工作报告"), {});
});

test("the pages of a day are its entries, then its documents", () => {
  assert.deepEqual(pagesOn(INDEX, [[2025, 1, 15]]), [0, 1]);
});

test("words that ask are dropped, others are kept", () => {
  assert.deepEqual(spansOf("怎么申报市长质量奖"), ["申报市长质量奖"]);
  assert.deepEqual(spansOf("图书馆什么时候关门？"), ["图书馆", "关门"]);
  assert.deepEqual(spansOf("怎么"), ["怎么"]);
  assert.deepEqual(spansOf("吃饭的地方在哪", [[["社区食堂"], ["吃饭的地方"]]]), ["吃饭的地方"]);
  assert.equal(isQuestion("停车要多少钱"), true);
  assert.equal(isQuestion("停车"), false);
});

test("only words of a group that occur are offered", () => {
  const [found] = synonymsIn([[["供热"], ["供暖", "暖气"]]], ["供暖"]);
  assert.deepEqual(found, { word: "供暖", others: ["供热"] });
  assert.deepEqual(synonymsIn([[["供热"], ["供暖"]]], ["供热"]), []);
});

test("a foreign word stands for what the gazette says, as a whole word, one or many", () => {
  const synonyms = [
    [["犬只"], ["dog"]],
    [["税收"], ["tax"]],
    [["工作许可"], ["work permit"]],
    [["歌舞厅"], ["KTV"]],
  ];
  const others = (query) => synonymsIn(synonyms, spansOf(query)).flatMap((one) => one.others);
  assert.deepEqual(others("dogs"), ["犬只"]);
  assert.deepEqual(others("Taxi"), []);
  assert.deepEqual(others("foreigner Work Permit"), ["工作许可"]);
  assert.deepEqual(others("老街能开KTV"), ["歌舞厅"]);
});

test("how much of a question a page says is told by its words, the rare ones first", () => {
  const asked = { spans: ["海水养殖许可"], alike: [], weightOf: (pair) => (pair === "养殖" ? 3 : 1), share: () => 0.1 };
  const share = (...pairs) => shareOfWords(asked, new Set(pairs));
  assert.equal(share("海水", "养殖", "许可"), 1);
  assert.ok(share("养殖") > share("海水", "许可"));
  assert.equal(share("水养", "殖许"), 0);
  assert.equal(shareOfWords({ ...asked, spans: ["狗", "猫"] }, new Set()), 0.1);
});

test("OR, 或, a bar, and enumerations part words; a copied sentence is no enumeration", () => {
  const written = (query, options) =>
    parse(query, options).words.map((word) => (word.any || [word]).map((one) => one.text));
  assert.deepEqual(written("食堂 OR 绿道"), [["食堂", "绿道"]]);
  assert.deepEqual(written("食堂 或 绿道 管理"), [["食堂", "绿道"], ["管理"]]);
  assert.deepEqual(written("食堂|绿道"), [["食堂", "绿道"]]);
  assert.deepEqual(written("食堂、绿道，管理"), [["食堂"], ["绿道"], ["管理"]]);
  assert.deepEqual(written("经市人民政府同意，现印发给你们"), [["经市人民政府同意现印发给你们"]]);
  assert.deepEqual(written("1,000元"), [["1000元"]]);
  assert.deepEqual(written("食堂或绿道"), [["食堂或绿道"]]);
  assert.deepEqual(written("食堂或绿道", { apart: true }), [["食堂", "绿道"]]);
  assert.deepEqual(written("“食堂、绿道”"), [["食堂绿道"]]);
  assert.deepEqual(written("或"), [["或"]]);
});

test("a number, a date and a name are never cut", () => {
  assert.deepEqual(units("2024年10月29日会议"), ["2024年10月29日", "会议"]);
  assert.ok(units("补贴50万元").includes("50万元"));
  assert.ok(units("任命陆衡局长", ["陆衡"]).includes("陆衡"));
});

test("the spelling knows neighbours, sounds and syllables", () => {
  const spelling = new Spelling("古树4木1\n树4名3\n名3木2\n\ngu古\nming名明\nmu木\nshu树数");
  assert.equal(spelling.weight("古", "树"), 4);
  assert.equal(spelling.weight("树", "古"), 0);
  assert.deepEqual(spelling.syllables(["gushu"]), [["gu", "shu"]]);
  assert.deepEqual(spelling.read("ming"), ["名"]);
});

test("the form for numbers asks for what was filled in", () => {
  const asked = (address) => queryOf(new URLSearchParams(address));
  assert.equal(asked("code=澜府发&y=2025&n=7"), "澜府发〔2025〕7号");
  assert.equal(asked("code=澜府发&y=&n="), "澜府发");
  assert.equal(asked("q=桥&code=澜府发&n=7"), "桥");
  assert.equal(asked(""), "");
});

test("a number with its unit is looked for as documents write it, a year is left alone", () => {
  const others = (written) => measuresIn([written]).flatMap((one) => one.others);
  assert.deepEqual(others("80岁以上老人"), ["八十周岁", "80周岁", "八十岁"]);
  assert.ok(others("屋里不到18度").includes("18℃"));
  assert.ok(others("补贴20万").includes("20万元"));
  assert.deepEqual(others("2025年工作报告"), []);
  assert.deepEqual(others("每月四百二十元"), ["420元"]);
  assert.deepEqual(others("两千零五十块"), ["2050元"]);
  assert.deepEqual(others("罚五万元"), ["5万元"]);
  for (const written of ["一个小区", "第三条", "十几户"]) assert.deepEqual(others(written), [], written);
});

test("pinyin is read with tones, without, and among characters", () => {
  assert.equal(toneless("shèqū shítáng"), "shequ shitang");
  assert.equal(toneless("She4qu1"), "shequ");
  assert.equal(toneless("nǚ"), "nv");
  assert.equal(isSpoken("社区shitang"), true);
  assert.equal(isSpoken("社区食堂"), false);
  assert.equal(isSpoken("5g基站"), false);
});

test("syllables that sound alike are read for one another", () => {
  const spelling = new Spelling("招生4入4\n\nzhao招\nsheng生\nru入");
  assert.deepEqual(spelling.read("zao"), []);
  assert.deepEqual(new Spelling("招生4\n\nzhao招\nzao早\nsheng生\nshen身").readAlike("zao"), ["招"]);
  assert.deepEqual(spelling.syllables(["社", "zhao"]), [["社", "zhao"]]);
});

test("who is in charge is a question, the care that is taken is not", () => {
  assert.deepEqual(spansOf("村里吃水谁来管护"), ["村里吃水", "管护"]);
  assert.deepEqual(spansOf("共享单车归哪个部门管"), ["共享单车"]);
  assert.deepEqual(namedIn("教育局局长是谁"), ["任免"]);
  assert.deepEqual(namedIn("教育局在哪里"), []);
});

test("all words of a query are said, or two loose signs tell of a slip", () => {
  const met = new Set(["公积金", "房租"].flatMap(pairsOf));
  assert.equal(saysAll(["公积金付房租"], met, ["公积金", "房租"]), true);
  assert.equal(saysAll(["公积金付租房"], met, ["公积金"]), false);
  assert.equal(saysAll(["房租"], met, []), false);
});
