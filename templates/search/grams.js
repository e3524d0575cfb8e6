/* 用哪些字串查一个词。 */
import { around, HERE } from "./postings.js";

const FAR = 3,
  RARE = 4,
  FREE = 1.5,
  MOST_LOOSE = 8;

/* 用哪些字串查一个词：先是数，再是不常见的、已经取来的（isHere）、离已选的远的。单数位上的常跨着两个词，更少见。need 是一块里须有的。 */
/** @type {(text: string, most: number, rarity?: Map<string, number>, isHere?: (gram: string) => boolean) => Gram[]} */
export function gramsOf(text, most, rarity = new Map(), isHere = (/** @type {string} */ _gram) => false) {
  const units = [...text];
  if (units.length < 2) return units.map(whole);
  const { grams, covered } = numberGrams(text);
  const pairs = units
    .slice(1)
    .map((unit, place) => ({ pair: units[place] + unit, place }))
    .filter(({ place }) => !covered(place));
  /** @type {{ pair: string, place: number }[]} */
  const chosen = [];
  /** @type {(one: { pair: string, place: number }) => number} */
  const worth = ({ pair, place }) => {
    const apart = chosen.length
      ? Math.min(FAR, ...chosen.map((one) => Math.abs(one.place - place)))
      : -Math.abs(place - units.length / 2 + 1) / units.length;
    return apart + (place % 2) * 0.6 + (rarity.get(pair) ?? 1) * RARE + (isHere(pair) ? FREE : 0);
  };
  while (grams.length + chosen.length < most && pairs.length) {
    const best = pairs.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    chosen.push(best);
    pairs.splice(pairs.indexOf(best), 1);
  }
  return [
    ...grams.map(whole),
    ...chosen.map(({ pair, place }) => ({
      gram: pair,
      need: around([units[place - 2], units[place - 1]], units.slice(place + 2)),
    })),
  ];
}

/** @type {(gram: string) => Gram} */
const whole = (gram) => ({ gram, need: HERE });

/* 两头都写全了的数整个查；开头写全、至少四位的，连前面一个字查，如“发2025”。 */
/** @type {(text: string) => { grams: string[], covered: (place: number) => boolean }} */
function numberGrams(text) {
  const found = [...text.matchAll(/(?<=([^0-9.]))[0-9][0-9.]+/gu)].flatMap((match) => {
    const { 0: number, 1: before, index } = match,
      end = index + number.length;
    const whole = end < text.length && number.length > 2 && !number.endsWith(".");
    const gram = whole ? `#${number}` : /^[0-9]{4}/.test(number) ? `~${before}${number.slice(0, 4)}` : "";
    return gram ? [{ gram, from: index, to: end - 1 }] : [];
  });
  return {
    grams: found.map(({ gram }) => gram),
    covered: (place) => found.some(({ from, to }) => place >= from && place < to),
  };
}

/* 不计小数点时，两个数字之间可能还有一点，只用其余的字串。 */
/** @type {(text: string) => Gram[]} */
export function looseGrams(text) {
  const pairs = [...text]
    .slice(0, -1)
    .map((sign, n) => sign + [...text][n + 1])
    .filter((pair) => !/[0-9.]{2}/.test(pair));
  return (pairs.length ? pairs : [...text].filter((sign) => sign !== ".")).slice(0, MOST_LOOSE).map(whole);
}
