/* 一个字串在哪些块里：从索引的文件里读出。写法见 publishing/search/shards.py。 */
import { once, plainText } from "./store.js";

/* 一块里有没有一个字串、它前后是哪些字，都是位：每边两个字，按编码分类，只记类。 */
export const HERE = 1;
const SIDE = 8,
  ANYTHING = 0xffff;
/** @type {(sign: string) => number} */
const codeOf = (sign) => sign.codePointAt(0) || 0;
/** @type {(near: string | undefined, far: string | undefined) => number} */
const side = (near, far) => (near ? 1 << (codeOf(near) % 5) : 0) | (far ? 32 << (codeOf(far) % 3) : 0);

/* 前面依次是 before、后面依次是 after 的字串，一块里须有的位；没有的字不管。 */
/** @type {(before: string[], after: string[]) => number} */
export const around = (before, after) =>
  HERE | (side(before[1], before[0]) << 1) | (side(after[0], after[1]) << (1 + SIDE));

/** @typedef {{ list: Uint8Array, often: Uint8Array, before: Uint8Array, after: Uint8Array }} Entry 文件里的一个字串 */

/* 一个字串在一部分里的位置；没有的是 null。 */
/** @type {(part: Part, gram: string) => Promise<Postings | null>} */
export async function postings(part, gram) {
  const shard = await once(shardFile(part, gram), readShard);
  const found = shard.get(gram);
  if (!found) return null;
  const blocks = marked(found.list, part.blocks);
  return { blocks: withNeighbours(blocks, found), often: marked(found.often, part.blocks) };
}

/* 一个字串在一部分的哪个文件里。 */
/** @type {(part: Part, gram: string) => string} */
export function shardFile(part, gram) {
  const number = shardOf(gram, part.count);
  return `${part.name}/${number.toString(16)}-${part.hashes.slice(number * 6, number * 6 + 6)}.bin`;
}

/** @type {(gram: string, count: number) => number} */
function shardOf(gram, count) {
  let value = 2166136261;
  for (const sign of gram) value = Math.imul(value ^ codeOf(sign), 16777619) >>> 0;
  return (value ^ (value >>> 15)) & (count - 1);
}

class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** @type {() => number} */
  number() {
    let value = 0,
      shift = 0,
      byte;
    do {
      byte = this.bytes[this.at];
      this.at += 1;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  }

  /** @type {(size: number) => Uint8Array} */
  take(size) {
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

/* 一列一列：名字、三列大小、各个字串的块、常见的块、前面的字、后面的字。 */
/** @type {(bytes: Uint8Array) => Map<string, Entry>} */
function readShard(bytes) {
  const reader = new Reader(bytes);
  const names = plainText(reader.take(reader.number())).split("\n").slice(0, -1);
  const sizes = [0, 1, 2].map(() => names.map(() => reader.number()));
  /** @type {(row: number[]) => Uint8Array[]} */
  const column = (row) => row.map((size) => reader.take(size));
  const [lists, often, before, after] = [sizes[0], sizes[1], sizes[2], sizes[2]].map(column);
  return new Map(
    names.map((name, n) => [name, { list: lists[n], often: often[n], before: before[n], after: after[n] }]),
  );
}

/** @type {(bytes: Uint8Array, blocks: number) => Uint8Array} */
function marked(bytes, blocks) {
  const marks = new Uint8Array(blocks),
    steps = new Reader(bytes);
  for (let block = -1; steps.at < bytes.length; ) {
    block += steps.number();
    marks[block] = 1;
  }
  return marks;
}

/* 没有记下前后的，前后什么字都可能。 */
/** @type {(blocks: Uint8Array, entry: Entry) => Uint32Array} */
function withNeighbours(blocks, { before, after }) {
  const all = new Uint32Array(blocks.length);
  for (let block = 0, n = 0; block < blocks.length; block += 1) {
    if (!blocks[block]) continue;
    all[block] = HERE | ((before.length ? before[n] | (after[n] << SIDE) : ANYTHING) << 1);
    n += 1;
  }
  return all;
}
