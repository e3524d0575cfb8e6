/* 印在纸上的网址二维码，由本页画：字节方式，纠错级 M，掩模取扣分最少的（ISO/IEC 18004）。取来就画；屏幕上不显示。 */
const WORDS = wording("paper");
/* 纠错级 M，各型号：每块的纠错字节，块数。再大的，网址用不着。 */
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
/** @type {((x: number, y: number) => number)[]} */
const MASKS = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];
const QUIET = 2;

/** @typedef {(x: number, y: number, dark: number | boolean) => void} Mark 在格子上画一格。 */

/* 字节 ------------------------------------------------------------------------------------------------------------- */

/** @type {(version: number) => number} */
const alignments = (version) => (version === 1 ? 0 : Math.floor(version / 7) + 2);

/* 数据和纠错一共多少字节：全部格子减去定位、校正、时钟、格式、型号所占的。 */
/** @type {(version: number) => number} */
function capacity(version) {
  const several = alignments(version);
  const drawn = several ? (25 * several - 10) * several - 55 : 0;
  return Math.floor(((16 * version + 128) * version + 64 - drawn - (version < 7 ? 0 : 36)) / 8);
}

/** @type {(version: number) => number} */
const room = (version) => capacity(version) - CHECKS[version - 1] * BLOCKS[version - 1];
/** @type {(version: number) => number} */
const head = (version) => (version < 10 ? 12 : 20);

/* 放得下的最小型号；放不下为 0。 */
/** @type {(length: number) => number} */
function versionFor(length) {
  for (let version = 1; version <= CHECKS.length; version++)
    if (head(version) + 8 * length <= 8 * room(version)) return version;
  return 0;
}

/** @type {(text: Uint8Array, version: number) => number[]} */
function dataOf(text, version) {
  const bits = [0, 1, 0, 0];
  /** @type {(value: number, length: number) => void} */
  const add = (value, length) => {
    for (let n = length - 1; n >= 0; n--) bits.push((value >> n) & 1);
  };
  add(text.length, head(version) - 4);
  for (const byte of text) add(byte, 8);
  add(0, Math.min(4, 8 * room(version) - bits.length));
  add(0, -bits.length & 7);
  for (let pad = 0xec; bits.length < 8 * room(version); pad ^= 0xfd) add(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, n) =>
    bits.slice(8 * n, 8 * n + 8).reduce((byte, bit) => 2 * byte + bit, 0),
  );
}

/* GF(256) 里的乘法，模 x^8+x^4+x^3+x^2+1。 */
/** @type {(a: number, b: number) => number} */
function times(a, b) {
  let product = 0;
  for (let n = 7; n >= 0; n--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> n) & 1) * a);
  return product;
}

/* 里德—所罗门码的生成多项式，最高项的 1 不写。 */
/** @type {(degree: number) => number[]} */
function generator(degree) {
  const found = [...Array(degree - 1).fill(0), 1];
  for (let n = 0, root = 1; n < degree; n++, root = times(root, 2))
    for (let place = 0; place < degree; place++)
      found[place] = times(found[place], root) ^ (place + 1 < degree ? found[place + 1] : 0);
  return found;
}

/** @type {(data: number[], divisor: number[]) => number[]} */
function checksOf(data, divisor) {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ /** @type {number} */ (rest.shift());
    rest.push(0);
    divisor.forEach((one, place) => {
      rest[place] ^= times(one, factor);
    });
  }
  return rest;
}

/* 分块加纠错，各块的字节轮流排。 */
/** @type {(data: number[], version: number) => number[]} */
function codewords(data, version) {
  const count = BLOCKS[version - 1];
  const divisor = generator(CHECKS[version - 1]);
  const short = Math.floor(data.length / count);
  const firstLong = count - (data.length % count);
  /** @type {number[][]} */
  const blocks = [];
  for (let n = 0, from = 0; n < count; n++) {
    const to = from + short + (n < firstLong ? 0 : 1);
    blocks.push(data.slice(from, to));
    from = to;
  }
  /** @type {(rows: number[][]) => number[]} */
  const inTurn = (rows) =>
    Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, place) =>
      rows.filter((row) => place < row.length).map((row) => row[place]),
    ).flat();
  return [...inTurn(blocks), ...inTurn(blocks.map((block) => checksOf(block, divisor)))];
}

/* 格子 ------------------------------------------------------------------------------------------------------------- */

/* 与数据无关的格子：1 深，0 浅，没有的是数据。 */
/** @type {(version: number) => number[][]} */
function frameOf(version) {
  const size = 17 + 4 * version;
  const rows = Array.from({ length: size }, () => Array(size).fill(undefined));
  /** @type {Mark} */
  const set = (x, y, dark) => {
    if (rows[y] && x >= 0 && x < size) rows[y][x] = Number(dark);
  };
  for (let n = 0; n < size; n++) {
    set(6, n, n % 2 === 0);
    set(n, 6, n % 2 === 0);
  }
  /** @type {(x: number, y: number, reach: number, light: number[]) => void} */
  const ring = (x, y, reach, light) => {
    for (let across = -reach; across <= reach; across++)
      for (let down = -reach; down <= reach; down++)
        set(x + across, y + down, !light.includes(Math.max(Math.abs(across), Math.abs(down))));
  };
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ])
    ring(x, y, 4, [2, 4]);
  const several = alignments(version);
  const step = Math.ceil((4 * version + 4) / (2 * several - 2)) * 2;
  const places = Array.from({ length: several }, (_, n) => (n ? size - 7 - step * (several - 1 - n) : 6));
  const last = several - 1;
  places.forEach((x, n) => {
    places.forEach((y, m) => {
      if (!((n === 0 && (m === 0 || m === last)) || (n === last && m === 0))) ring(x, y, 2, [1]);
    });
  });
  version < 7 || drawVersion(set, version, size);
  drawFormat(set, 0, size);
  return rows;
}

/** @type {(value: number, degree: number, divisor: number) => number} */
function remainder(value, degree, divisor) {
  let rest = value << degree;
  for (let n = 17; n >= degree; n--) if ((rest >> n) & 1) rest ^= divisor << (n - degree);
  return (value << degree) | rest;
}

/** @type {(set: Mark, version: number, size: number) => void} */
function drawVersion(set, version, size) {
  const bits = remainder(version, 12, 0x1f25);
  for (let n = 0; n < 18; n++) {
    const [near, far] = [Math.floor(n / 3), size - 11 + (n % 3)];
    set(far, near, (bits >> n) & 1);
    set(near, far, (bits >> n) & 1);
  }
}

/* 纠错级 M 记作 00，与掩模号合成十五位，两处各写一遍。 */
/** @type {(set: Mark, mask: number, size: number) => void} */
function drawFormat(set, mask, size) {
  const bits = remainder(mask, 10, 0x537) ^ 0x5412;
  for (let n = 0; n < 15; n++) {
    const dark = (bits >> n) & 1;
    if (n < 8) {
      set(8, n < 6 ? n : n + 1, dark);
      set(size - 1 - n, 8, dark);
    } else {
      set(n === 8 ? 7 : 14 - n, 8, dark);
      set(8, size - 15 + n, dark);
    }
  }
  set(8, size - 8, 1);
}

/* 数据的格子，按写入的先后：自右下起，两列一组，上上下下。 */
/** @type {(frame: number[][]) => [number, number][]} */
function route(frame) {
  const size = frame.length;
  /** @type {[number, number][]} */
  const found = [];
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let n = 0; n < size; n++)
      for (const x of [right, right - 1]) {
        const y = up ? size - 1 - n : n;
        if (frame[y][x] === undefined) found.push([x, y]);
      }
  }
  return found;
}

/* 扣分：一色连着五格以上，两格见方一色，像定位图形的，深浅不匀的。 */
/** @type {(rows: number[][]) => number} */
function penalty(rows) {
  const size = rows.length;
  let points = 0;
  let dark = 0;
  for (const lines of [rows, rows.map((_, x) => rows.map((row) => row[x]))])
    for (const line of lines) {
      const words = line.join("");
      for (const [run] of words.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
      points += 40 * [...`0000${words}0000`.matchAll(/(?<=0000)(?=1011101)|(?=10111010000)/g)].length;
    }
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      dark += rows[y][x];
      if (x && y && (rows[y][x] + rows[y][x - 1] + rows[y - 1][x] + rows[y - 1][x - 1]) % 4 === 0) points += 3;
    }
  return points + 10 * Math.floor(Math.abs(20 * dark - 10 * size * size) / (size * size));
}

/* 网址的二维码：一行一行的格子，1 深 0 浅；太长的没有。 */
/** @type {(address: string) => number[][] | null} */
export function modules(address) {
  const text = new TextEncoder().encode(address);
  const version = versionFor(text.length);
  if (!version) return null;
  const frame = frameOf(version);
  const places = route(frame);
  const bits = codewords(dataOf(text, version), version).flatMap((byte) =>
    [7, 6, 5, 4, 3, 2, 1, 0].map((n) => (byte >> n) & 1),
  );
  const drawn = MASKS.map((mask, number) => {
    const rows = frame.map((row) => [...row]);
    places.forEach(([x, y], n) => {
      rows[y][x] = (bits[n] || 0) ^ Number(mask(x, y) === 0);
    });
    drawFormat((x, y, dark) => (rows[y][x] = Number(dark)), number, rows.length);
    return { rows, points: penalty(rows) };
  });
  return drawn.reduce((best, one) => (one.points < best.points ? one : best)).rows;
}

/* 画出来：深的一段一笔，一笔一格宽。 */
/** @type {(place: HTMLElement, rows: number[][]) => void} */
function draw(place, rows) {
  /** @type {(name: string, facts: Record<string, string>) => Element} */
  const make = (name, facts) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(facts)) element.setAttribute(key, value);
    return element;
  };
  const size = rows.length + 2 * QUIET;
  const strokes = rows.flatMap((row, y) =>
    [...row.join("").matchAll(/1+/g)].map((run) => `M${run.index + QUIET} ${y + QUIET}h${run[0].length}`),
  );
  const box = [0, -0.5, size, size].join(" ");
  const svg = make("svg", { viewBox: box, role: "img", stroke: "#000", "aria-label": WORDS.qr });
  svg.append(make("path", { d: strokes.join("") }));
  place.prepend(svg);
}

const place = globalThis.document?.querySelector(".print[data-qr]");
/** @type {HTMLLinkElement | null} */
const canonical = place && document.querySelector("link[rel=canonical]");
const rows = canonical && modules(canonical.href);
if (rows) draw(place, rows);
