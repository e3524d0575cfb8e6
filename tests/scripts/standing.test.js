/* What holds on a day, and the table that says it. */

import assert from "node:assert/strict";
import test from "node:test";
import { isOver, stateOn } from "../../templates/search/standing.js";
import { found, isSo, timelines } from "../../templates/search/timelines.js";

const DAYS = "pending 2025-05-01 in_force 2027-05-01 expired";

test("a state holds from its first day to the day before the next", () => {
  const states = ["2025-04-30", "2025-05-01", "2027-04-30", "2027-05-01"].map((day) => stateOn(DAYS, day));
  assert.deepEqual(states, ["pending", "in_force", "in_force", "expired"]);
  assert.equal(stateOn("unstated", "2025-05-01"), "unstated");
});

test("expired, repealed and lapsed texts are over", () => {
  const states = ["expired", "repealed", "lapsed", "in_force", "pending", "suspended", "partly_suspended", "amended", "unstated"];
  assert.deepEqual(states.filter(isOver), ["expired", "repealed", "lapsed"]);
});

const TABLE = {
  states: ["unstated", "pending", "in_force", "expired", "repealed"],
  issuers: ["甲局"],
  files: ["texts-2025-1.json"],
  texts: [
    ["a/", "2025", [0], "1 2025-05-01 2 2027-05-01 3", 0],
    ["b/", "", [], "0 2025-07-01 4", 0],
  ],
};

test("a text of which parts are set aside applies; it is asked for apart as well, until the day after the last", () => {
  const states = ["in_force", "partly_suspended"];
  const [one] = timelines({ ...TABLE, states, texts: [["c/", "2025", [], "0 2026-03-01 1 2026-09-01 0", 0]] });
  const days = ["2026-02-28", "2026-03-01", "2026-08-31", "2026-09-01"];
  assert.deepEqual(
    days.map((day) => [isSo(one, day, "holds"), isSo(one, day, "partly_suspended")]),
    [
      [true, false],
      [true, true],
      [true, true],
      [true, false],
    ],
  );
});

test("periods lie next to each other: each ends on the day before the next", () => {
  const [one, other] = timelines(TABLE);
  assert.deepEqual(one.periods, [
    { state: "pending", since: "", until: "2025-04-30" },
    { state: "in_force", since: "2025-05-01", until: "2027-04-30" },
    { state: "expired", since: "2027-05-01", until: "" },
  ]);
  assert.deepEqual([one.issuers, one.file, other.issuers], [["甲局"], "texts-2025-1.json", []]);
});

test("a text ends within a year from a year before its last day to that day", () => {
  const [one] = timelines(TABLE);
  const days = ["2026-04-29", "2026-04-30", "2027-04-30", "2027-05-01"];
  assert.deepEqual(
    days.map((day) => Boolean(isSo(one, day, "ending"))),
    [false, true, true, false],
  );
});

test("what is asked for is found, what changed last comes first", () => {
  const all = timelines(TABLE);
  const urls = (asked) => found(all, asked).map((one) => one.url);
  assert.deepEqual(urls({ day: "2025-07-01", state: "holds" }), ["a/"]);
  assert.deepEqual(urls({ day: "2025-07-01", state: "ended" }), ["b/"]);
  assert.deepEqual(urls({ day: "2025-06-30", state: "ended" }), []);
  assert.deepEqual(urls({ day: "2025-07-01", state: "holds", issuer: "乙局" }), []);
  assert.deepEqual(urls({ day: "2025-07-01", state: "holds", year: "2025", issuer: "甲局" }), ["a/"]);
});
