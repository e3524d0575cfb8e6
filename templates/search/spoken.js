/* 拼音输入：切成音节，换成文中相连的字。全拼、声母、带声调的、和汉字夹着写的，都认。 */
import { units } from "./shorter.js";
import { BEAM, IDEOGRAPHS, spellingFile } from "./spelling.js";

const SHORTEST_TYPED = 3,
  LONGEST_TYPED = 40,
  FIRM = 4,
  LEAST_INITIALS = 4,
  MOST_INITIALS = 8,
  MOST_UNUSUAL = 6;
/* 拼音，或者拼音和汉字夹着写的。 */
const TYPED = /^[a-z\u4e00-\u9fff']*[a-z]{2}[a-z\u4e00-\u9fff']*$/u;

/* 可以当拼音读的，已经去掉声调。 */
/** @type {(typed: string) => boolean} */
export const isSpoken = (typed) => TYPED.test(typed.replace(/\s/gu, ""));

/* 去掉声调：shèqū、she4qu1 都是 shequ。 */
/** @type {(text: string) => string} */
export const toneless = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/u\u0308/gu, "v")
    .replace(/[\u0300-\u036f]/gu, "")
    .replace(/(?<=[a-z])[1-5](?![0-9])/gu, "")
    .normalize("NFC");

/* 拼音切成音节，每个音节换成文中相连的字，夹着的汉字不换；分不清平翘舌、前后鼻音的也试；都不成音节的，看作声母。凑出来的要像词。 */
/** @type {(index: SearchIndex, typed: string, options?: { initials?: boolean }) => Promise<Guess[]>} */
export async function spoken(index, typed, { initials = true } = {}) {
  if (typed.length < SHORTEST_TYPED || typed.length > LONGEST_TYPED) return [];
  const spelling = await spellingFile(index);
  const words = typed.match(/[a-z]+|[\u4e00-\u9fff]/gu) || [];
  const cuts = spelling.syllables(words);
  for (const read of [spelling.read, spelling.readAlike]) {
    const found = cuts.flatMap((syllables) =>
      paths(
        spelling,
        syllables.map((one) => (IDEOGRAPHS.test(one) ? [one] : read.call(spelling, one))),
      ),
    );
    found.sort((one, other) => one.cost - other.cost);
    const wordy = found.filter(({ forms, cost, firm }) => !cost || firm || forms[0].split(" ").every(isWordy));
    // 三个字以上连着的，文中真有，就不是凑巧。
    const few = found[0]?.forms[0].length > 2 ? MOST_UNUSUAL : 1;
    if (found.length) return wordy.length ? wordy : found.slice(0, few);
  }
  return initials ? fromInitials(spelling, words.join("")) : [];
}

/* 一个字母一个字，汉字照样。 */
/** @type {(spelling: Spelling, typed: string) => Guess[]} */
function fromInitials(spelling, typed) {
  const letters = [...typed];
  if (letters.length < LEAST_INITIALS || letters.length > MOST_INITIALS) return [];
  const choices = letters.map((one) => (IDEOGRAPHS.test(one) ? [one] : spelling.beginning(one)));
  const found = paths(spelling, choices, false).sort((one, other) => one.cost - other.cost);
  return found.filter(({ forms, cost }) => !cost || isWordy(forms[0]));
}

/** @type {(words: string) => boolean} */
const isWordy = (words) => units(words).every((unit) => unit.length > 1);

/* 各处的字里，前后都相连的；seams 时可以断开一处，断开的是两个词。 */
/** @type {(spelling: Spelling, choices: string[][], seams?: boolean) => Guess[]} */
function paths(spelling, choices, seams = true) {
  let found = choices[0].map((sign) => ({ signs: [sign], weight: 0, seam: 0, firm: true }));
  choices.slice(1).forEach((signs, n) => {
    const longer = [];
    const last = n + 2 === choices.length;
    for (const path of found)
      for (const sign of signs) {
        const weight = spelling.weight(path.signs[n], sign);
        const next = { ...path, signs: [...path.signs, sign] };
        if (weight) longer.push({ ...next, weight: path.weight + weight, firm: path.firm && weight >= FIRM });
        else if (seams && !path.seam && n > 0 && !last && choices.length > 3 && path.weight >= n * 2)
          longer.push({ ...next, weight: path.weight - 4, seam: n + 1 });
      }
    found = longer.sort((one, other) => other.weight - one.weight).slice(0, BEAM);
  });
  return found.map(({ signs, weight, seam, firm }) => ({
    forms: [seam ? `${signs.slice(0, seam).join("")} ${signs.slice(seam).join("")}` : signs.join("")],
    cost:
      (signs.length - 1) * 4 - weight + (seam ? 4 : 0) > 0 ? ((signs.length - 1) * 4 - weight) / 8 + (seam ? 1 : 0) : 0,
    weight,
    wrong: false,
    firm,
  }));
}
