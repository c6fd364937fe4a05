// Makes the face whose letters are the signs of the themes: `node scripts/signs-face.mjs` writes app/_ui/fonts/signs.ttf.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The signs in a box of 16, as SVG writes paths; with `pen`, lines drawn with a round tip so broad. Holes come second. */
const SIGNS = [
  {
    letter: "≋",
    pen: 1.9,
    path: "M1.2 4.6q1.7-2.4 3.4 0t3.4 0 3.4 0 3.4 0M1.2 8.6q1.7-2.4 3.4 0t3.4 0 3.4 0 3.4 0M1.2 12.6q1.7-2.4 3.4 0t3.4 0 3.4 0 3.4 0",
  },
  {
    letter: "◐",
    hasHole: true,
    path: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM8 3.2a4.8 4.8 0 0 1 0 9.6z",
  },
  {
    letter: "♥",
    path: "M8 14.5 2.2 8.6C.6 6.9.8 4.2 2.6 2.8 4.3 1.5 6.7 1.9 8 3.8c1.3-1.9 3.7-2.3 5.4-1 1.8 1.4 2 4.1.4 5.8z",
  },
  { letter: "✱", pen: 2.1, path: "M8 1.5v13M2.37 4.75l11.26 6.5M13.63 4.75 2.37 11.25" },
  { letter: "⧗", path: "M3 1.5h10v1.8L9.2 8l3.8 4.7v1.8H3v-1.8L6.8 8 3 3.3z" },
];
const BOX = 16;
const EM = 1024;
/** Into how many straight pieces a curve is cut. */
const CURVE = 8;
const ARC = 24;
const TIP = 6;

/** The points of a path's lines: curves are cut into straight pieces. */
function linesOf(path) {
  const lines = [];
  let line = [];
  let turn = [0, 0];
  let last = "";
  const draw = (...points) => line.push(...points);
  const end = () => {
    if (line.length > 0) lines.push(line);
    line = [];
  };
  for (const { command, numbers } of stepsOf(path)) {
    const here = line.at(-1) ?? lines.at(-1)?.[0] ?? [0, 0];
    const from = command === command.toLowerCase() ? here : [0, 0];
    const point = (at) => [numbers[at] + from[0], numbers[at + 1] + from[1]];
    const kind = command.toUpperCase();
    if (kind === "M") {
      const start = lines.length + line.length === 0 ? [numbers[0], numbers[1]] : point(0);
      end();
      draw(start);
    } else if (kind === "L") draw(point(0));
    else if (kind === "H") draw([numbers[0] + from[0], here[1]]);
    else if (kind === "V") draw([here[0], numbers[0] + from[1]]);
    else if (kind === "C") draw(...bent([here, point(0), point(2), point(4)]));
    else if (kind === "A") draw(...arc(here, numbers, point(5)));
    else if (kind === "Z") end();
    else {
      const isSmooth = kind === "T";
      turn = isSmooth && "QT".includes(last) ? [2 * here[0] - turn[0], 2 * here[1] - turn[1]] : point(0);
      draw(...bent([here, turn, point(isSmooth ? 0 : 2)]));
    }
    last = kind;
  }
  end();
  return lines;
}

const NUMBERS = { M: 2, L: 2, H: 1, V: 1, Q: 4, T: 2, C: 6, A: 7, Z: 0 };

/** A path's commands, one for each time its numbers are there. */
function stepsOf(path) {
  const steps = [];
  for (const [, command, written] of path.matchAll(/([a-z])([^a-z]*)/gi)) {
    const numbers = (written.match(/-?(?:\d+\.\d+|\.\d+|\d+)/g) ?? []).map(Number);
    const each = NUMBERS[command.toUpperCase()];
    for (let at = 0; at === 0 || at < numbers.length; at += each || 1) {
      const again = at > 0 && /m/i.test(command);
      const now = again ? (command === "m" ? "l" : "L") : command;
      steps.push({ command: now, numbers: numbers.slice(at, at + each) });
    }
  }
  return steps;
}

/** A curve by its ends and what it bends to, without its first point. */
function bent(controls) {
  return Array.from({ length: CURVE }, (_, at) => {
    const share = (at + 1) / CURVE;
    let points = controls;
    while (points.length > 1)
      points = points.slice(1).map((point, n) => point.map((v, k) => v * share + points[n][k] * (1 - share)));
    return points[0];
  });
}

function arc([x, y], [radius, , , isLarge, isClockwise], [endX, endY]) {
  const [dx, dy] = [endX - x, endY - y];
  const chord = Math.hypot(dx, dy);
  const side = isLarge === isClockwise ? -1 : 1;
  const height = side * Math.sqrt(Math.max(0, radius ** 2 - chord ** 2 / 4));
  const [midX, midY] = [x + dx / 2 - (height * dy) / chord, y + dy / 2 + (height * dx) / chord];
  const begin = Math.atan2(y - midY, x - midX);
  let end = Math.atan2(endY - midY, endX - midX);
  if (isClockwise && end <= begin) end += 2 * Math.PI;
  if (!isClockwise && end >= begin) end -= 2 * Math.PI;
  return Array.from({ length: ARC }, (_, at) => {
    const angle = begin + ((end - begin) * (at + 1)) / ARC;
    return [midX + radius * Math.cos(angle), midY + radius * Math.sin(angle)];
  });
}

/** The outline of a line drawn with a pen of a round tip. */
function drawnWith(pen, line) {
  const at = ([x, y], angle) => [x + (pen / 2) * Math.cos(angle), y + (pen / 2) * Math.sin(angle)];
  const way = (n) => {
    const [a, b] = [line[Math.max(0, n - 1)], line[Math.min(line.length - 1, n + 1)]];
    return Math.atan2(b[1] - a[1], b[0] - a[0]);
  };
  const along = (turn) => line.map((point, n) => at(point, way(n) + turn));
  const tip = (n, from) =>
    Array.from({ length: TIP - 1 }, (_, k) => at(line[n], from - (Math.PI * (k + 1)) / TIP));
  const last = line.length - 1;
  const quarter = Math.PI / 2;
  return [
    ...along(quarter),
    ...tip(last, way(last) + quarter),
    ...along(-quarter).reverse(),
    ...tip(0, way(0) - quarter),
  ];
}

const areaOf = (points) =>
  points.reduce((sum, [x, y], n) => {
    const [nextX, nextY] = points[(n + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);

/** The outlines of a sign in the face's own units: what is filled runs clockwise, a hole against it. */
function outlinesOf({ path, pen, hasHole }) {
  return linesOf(path).map((line, n) => {
    const outline = pen ? drawnWith(pen, line) : line;
    const all = outline.map(([x, y]) => [Math.round((x * EM) / BOX), Math.round(((BOX - y) * EM) / BOX)]);
    const points = all.filter(([x, y], k) => {
      const [nextX, nextY] = all[(k + 1) % all.length];
      return x !== nextX || y !== nextY;
    });
    const isHole = Boolean(hasHole) && n > 0;
    return areaOf(points) < 0 === isHole ? points.reverse() : points;
  });
}

const u16 = (...values) => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [n, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, n * 2);
  return bytes;
};
const u32 = (...values) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [n, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, n * 4);
  return bytes;
};
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
const steps = (values) => u16(...values.map((value, n) => value - (values[n - 1] ?? 0)));

function glyphOf(outlines) {
  if (outlines.length === 0) return Buffer.alloc(0);
  const points = outlines.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  let end = -1;
  const ends = outlines.map(({ length }) => {
    end += length;
    return end;
  });
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const ON_THE_LINE = 1;
  return padded(
    Buffer.concat([
      u16(outlines.length, ...box, ...ends, 0),
      Buffer.alloc(points.length, ON_THE_LINE),
      steps(xs),
      steps(ys),
    ]),
  );
}

/** What the search through so many entries of a size begins with, as the format wants it written down. */
const searchOf = (count, size) => {
  const log = Math.floor(Math.log2(count));
  return [2 ** log * size, log, (count - 2 ** log) * size];
};

/** Which letter is which glyph. */
function lettersTable(codes) {
  const ends = [...codes, 0xffff];
  const shifts = [...codes.map((code, n) => n + 1 - code), 1];
  const table = u16(
    ...[4, 16 + 8 * ends.length, 0, ends.length * 2, ...searchOf(ends.length, 2)],
    ...[...ends, 0, ...ends, ...shifts, ...ends.map(() => 0)],
  );
  return Buffer.concat([u16(0, 1, 3, 1), u32(12), table]);
}

function namesTable() {
  const words = Buffer.from("Commonplace Signs", "utf16le").swap16();
  const ids = [1, 2, 4, 6];
  const records = ids.map((id) => u16(3, 1, 0x409, id, words.length, 0));
  return Buffer.concat([u16(0, ids.length, 6 + 12 * ids.length), ...records, words]);
}

const zeros = (count) => Array.from({ length: count }, () => 0);

function tablesOf(signs) {
  const codes = signs.map(({ letter }) => letter.codePointAt(0));
  const shapes = [[], ...signs.map(outlinesOf)];
  const glyphs = shapes.map(glyphOf);
  const offsets = [0];
  for (const { length } of glyphs) offsets.push(offsets.at(-1) + length);
  const leftOf = (shape) => (shape.length > 0 ? Math.min(...shape.flat().map(([x]) => x)) : 0);
  const most = (count) => Math.max(...shapes.map(count));
  const limits = [most((shape) => shape.flat().length), most(({ length }) => length)];
  return {
    "OS/2": Buffer.concat([
      u16(4, EM, 400, 5, 0, 512, 512, 0, 0, 512, 512, 0, 0, 51, 512, 0, ...zeros(13)),
      Buffer.from("CMPL"),
      u16(0x40, codes[0], codes.at(-1), EM, 0, 0, EM, 0, ...zeros(7), 0x20, 0),
    ]),
    cmap: lettersTable(codes),
    glyf: Buffer.concat(glyphs),
    head: Buffer.concat([
      u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
      u16(3, EM, ...zeros(8), 0, 0, EM, EM, 0, 8, 2, 1, 0),
    ]),
    hhea: Buffer.concat([u32(0x10000), u16(EM, 0, 0, EM, 0, 0, EM, 1, ...zeros(7), glyphs.length)]),
    hmtx: u16(...shapes.flatMap((shape) => [EM, leftOf(shape)])),
    loca: u32(...offsets),
    maxp: Buffer.concat([u32(0x10000), u16(glyphs.length, ...limits, 0, 0, 2, ...zeros(8))]),
    name: namesTable(),
    post: u32(0x30000, ...zeros(7)),
  };
}

function sumOf(bytes) {
  const whole = padded(bytes);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

/** The face as a TrueType file. */
export function signsFace() {
  const tables = Object.entries(tablesOf(SIGNS));
  let at = 12 + tables.length * 16;
  let headAt = 0;
  const directory = tables.map(([tag, bytes]) => {
    const entry = Buffer.concat([Buffer.from(tag), u32(sumOf(bytes), at, bytes.length)]);
    if (tag === "head") headAt = at;
    at += padded(bytes).length;
    return entry;
  });
  const header = Buffer.concat([u32(0x10000), u16(tables.length, ...searchOf(tables.length, 16))]);
  const face = Buffer.concat([header, ...directory, ...tables.map(([, bytes]) => padded(bytes))]);
  face.writeUInt32BE((0xb1b0afba - sumOf(face)) >>> 0, headAt + 8);
  return face;
}

export const FACE = join(import.meta.dirname, "..", "app", "_ui", "fonts", "signs.ttf");

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FACE, signsFace());
