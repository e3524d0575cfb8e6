/* 文中的字怎样相连、怎样读：猜错字和拼音用，查不到时才取。写法见 publishing/search/spelling.py。 */
import { gb18030 } from "./store.js";

export const IDEOGRAPHS = /^[\u4e00-\u9fff]+$/u;
/* 猜的时候，至多同时留着这么多种写法。 */
export const BEAM = 120;

/** @type {Map<string, Spelling>} */
const read = new Map();

/** @type {(index: SearchIndex) => Promise<Spelling>} */
export async function spellingFile(index) {
  const known = read.get(index.spelling) || new Spelling(await gb18030(index.spelling));
  read.set(index.spelling, known);
  return known;
}

/* 前后鼻音、平翘舌、n 和 l 不分的，写成一样。 */
/** @type {(syllable: string) => string} */
const blurred = (syllable) =>
  syllable
    .replace(/^([zcs])h/u, "$1")
    .replace(/^n(?=[^g]|$)/u, "l")
    .replace(/([aei]n)g$/u, "$1");

export class Spelling {
  /** @param {string} text */
  constructor(text) {
    const [neighbours, sounds] = text.split("\n\n");
    this.after = new Map(neighbours.split("\n").map(followers));
    /** @type {Map<string, string[]>} */
    this.before = new Map();
    for (const [sign, found] of this.after)
      for (const next of found.keys()) this.before.set(next, [...(this.before.get(next) || []), sign]);
    /** @type {Map<string, string[]>} */
    this.signs = new Map();
    /** @type {Map<string, string[]>} */
    this.sounds = new Map();
    for (const line of sounds.split("\n")) {
      const [, syllable, signs] = /^([a-z]*)(.*)$/u.exec(line) || [];
      this.signs.set(syllable, [...signs]);
      for (const sign of signs) this.sounds.set(sign, [...(this.sounds.get(sign) || []), syllable]);
    }
  }

  /* 两个字相连的分量，1 到 4；文中不相连的是 0。 */
  /** @type {(sign: string, next: string) => number} */
  weight(sign, next) {
    if (!/[\u4e00-\u9fff]/u.test(sign) || !/[\u4e00-\u9fff]/u.test(next)) return 1;
    return this.after.get(sign)?.get(next) || 0;
  }

  /* 放在两个字中间、前后都相连的字；一头没有字的只看另一头。 */
  /** @type {(sign: string, next: string) => string[]} */
  between(sign, next) {
    if (!sign) return this.before.get(next) || [];
    const following = [...(this.after.get(sign)?.keys() || [])];
    return next ? following.filter((one) => this.after.get(one)?.has(next)) : following;
  }

  /* 同音的字，cost 是 1；近音的，cost 是 2。 */
  /** @type {(sign: string) => { sign: string, cost: number }[]} */
  alike(sign) {
    const own = this.sounds.get(sign) || [];
    const found = new Map();
    for (const [syllable, signs] of this.signs) {
      const same = own.includes(syllable);
      if (!same && !own.some((one) => blurred(one) === blurred(syllable))) continue;
      for (const other of signs)
        if (other !== sign && this.known(other)) found.set(other, Math.min(found.get(other) || 2, same ? 1 : 2));
    }
    return [...found].map(([other, cost]) => ({ sign: other, cost }));
  }

  /** @type {(sign: string) => boolean} */
  known(sign) {
    return this.after.has(sign) || this.before.has(sign);
  }

  /** @type {(syllable: string) => string[]} */
  read(syllable) {
    return (this.signs.get(syllable) || []).filter((sign) => this.known(sign));
  }

  /* 连同近音的。 */
  /** @type {(syllable: string) => string[]} */
  readAlike(syllable) {
    const same = [...this.signs.keys()].filter((one) => blurred(one) === blurred(syllable));
    return [...new Set(same.flatMap((one) => this.read(one)))];
  }

  /** @type {(letter: string) => string[]} */
  beginning(letter) {
    return [...this.sounds]
      .filter(([sign, all]) => this.known(sign) && all.some((one) => one[0] === letter))
      .map(([sign]) => sign);
  }

  /* 这些字的拼音，写全的或者只写声母的，是不是 typed。 */
  /** @type {(words: string, typed: string) => boolean} */
  isRead(words, typed) {
    const readings = [...words].map((sign) => this.sounds.get(sign) || []);
    return [readings, readings.map((all) => all.map((one) => one[0]))].some((all) =>
      all.reduce((rests, some) => rests.flatMap((rest) => startingWith(rest, some)), [typed]).includes(""),
    );
  }

  /* 几个词切成音节的各种切法，长音节先试，至多几种。 */
  /** @type {(words: string[]) => string[][]} */
  syllables(words) {
    /** @type {string[][]} */
    let cuts = [[]];
    for (const word of words) {
      const found = this.cutsOf(word);
      cuts = cuts.flatMap((cut) => found.map((one) => [...cut, ...one])).slice(0, 6);
    }
    return cuts;
  }

  /** @type {(word: string) => string[][]} */
  cutsOf(word) {
    if (!word) return [[]];
    if (!/^[a-z]/u.test(word)) return [[word]];
    const found = [];
    for (let length = Math.min(6, word.length); length > 0 && found.length < 4; length -= 1)
      if (this.signs.has(word.slice(0, length)))
        for (const rest of this.cutsOf(word.slice(length))) found.push([word.slice(0, length), ...rest]);
    return found.slice(0, 4);
  }
}

/* 去掉开头的一个音节，余下的。 */
/** @type {(letters: string, syllables: string[]) => string[]} */
const startingWith = (letters, syllables) =>
  [...new Set(syllables)].filter((one) => letters.startsWith(one)).map((one) => letters.slice(one.length));

/* 育儿4人2苗1 → [育, {儿: 4, 人: 2, 苗: 1}]。 */
/** @type {(line: string) => [sign: string, weights: Map<string, number>]} */
function followers(line) {
  const [sign, ...rest] = line;
  const found = new Map();
  /** @type {string[]} */
  let waiting = [];
  for (const one of rest) {
    if (/[1-4]/u.test(one)) {
      for (const next of waiting) found.set(next, Number(one));
      waiting = [];
    } else waiting.push(one);
  }
  return [sign, found];
}
