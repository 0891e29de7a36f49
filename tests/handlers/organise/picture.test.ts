import assert from "node:assert/strict";
import fc from "fast-check";
import { NotAPicture } from "../../../handlers/organise/picture/picture";
import { pictureOf } from "../../../handlers/organise/picture/picture-of";
import { chunkOf, PICTURES, pngOf } from "../../support/pictures";

const SCRIPT = "<script>alert(document.domain)</script>";
const { jpeg, webp, transparentWebp } = PICTURES;
const ALL = [
  ["image/png", pngOf()],
  ["image/jpeg", jpeg],
  ["image/webp", webp],
  ["image/webp", transparentWebp],
] as const;

const segment = (marker: number, data: string | Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, Buffer.from(data as string, "latin1")]);
};
/** A JPEG with segments in front of its own. */
const withSegments = (...segments: readonly Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
const riff = (...chunks: readonly (readonly [string, Buffer])[]): Buffer => {
  const parts = chunks.map(([type, data]) => {
    const head = Buffer.from(`${type}\0\0\0\0`);
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  });
  const content = Buffer.concat([Buffer.from("WEBP"), ...parts]);
  const head = Buffer.from("RIFF\0\0\0\0");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
};
const frame = webp.subarray(webp.indexOf("VP8 ") + 8);
const canvas = Buffer.from([0, 0, 0, 0, 39, 0, 0, 29, 0, 0]);

const why = (bytes: Buffer, says = "image/png"): string => {
  try {
    pictureOf(bytes, says);
  } catch (error) {
    assert.ok(error instanceof NotAPicture, String(error));
    return error.message;
  }
  return assert.fail("it is taken");
};

describe("a picture", () => {
  it("is what its bytes are, and stays what it is", () => {
    for (const [type, bytes] of ALL)
      assert.deepEqual(pictureOf(bytes, type), { type, width: 40, height: 30, bytes: Buffer.from(bytes) });
  });

  it("is none of another type than it is said to be", () => {
    for (const [type, bytes] of ALL)
      for (const says of ["image/png", "image/jpeg", "image/webp", "image/svg+xml", "text/html", "", undefined])
        if (says !== type) assert.equal(why(bytes, says ?? ""), `It is said to be ${says ?? ""} and is ${type}.`);
    assert.throws(() => pictureOf(pngOf(), undefined), /said to be of no type/);
  });

  it("is none where it is a program, a page, or something in front of a picture", () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
    const others = [
      svg,
      `\ufeff${svg}`,
      SCRIPT,
      "GIF89a",
      "%PDF-1.7",
      "PK\u0003\u0004",
      "BM",
      "",
      "\x89PNG",
      "RIFF\0\0\0\0WAVE",
    ];
    for (const text of others) assert.match(why(Buffer.from(text, "latin1")), /is no PNG, JPEG or WebP/, text);
    for (const [type, bytes] of ALL)
      assert.match(why(Buffer.concat([Buffer.from(SCRIPT), bytes]), type), /is no PNG, JPEG or WebP/);
  });

  it("is none where anything follows it", () => {
    for (const [type, bytes] of ALL)
      for (const tail of [SCRIPT, "PK\u0003\u0004", "\0", "\n", bytes])
        assert.match(why(Buffer.concat([bytes, Buffer.from(tail as string)]), type), /follows the picture|broken/);
  });

  it("is none where a part of it is missing", () => {
    for (const [type, bytes] of ALL)
      for (let length = 0; length < bytes.length; length++) why(bytes.subarray(0, length), type);
  });

  it("has nothing left of what is said beside it", () => {
    const png = pngOf(
      40,
      30,
      ...["tEXt", "zTXt", "iTXt", "eXIf", "iCCP", "prVt"].map((type) => chunkOf(type, Buffer.from(SCRIPT))),
    );
    const comments = withSegments(
      segment(0xfe, SCRIPT),
      segment(0xe1, `Exif\0\0${SCRIPT}`),
      segment(0xed, SCRIPT),
      // Longer than its header: `/*` is its length, and a script follows.
      segment(0xe0, `JFIF${SCRIPT.padEnd(0x2f2a - 6)}`),
    );
    const chunks = riff(
      ["VP8X", canvas],
      ["ICCP", Buffer.from(SCRIPT)],
      ["VP8 ", frame],
      ["EXIF", Buffer.from(SCRIPT)],
      ["XMP ", Buffer.from(SCRIPT)],
      ["html", Buffer.from(SCRIPT)],
    );
    for (const [type, bytes] of [
      ["image/png", png],
      ["image/jpeg", comments],
      ["image/webp", chunks],
    ] as const) {
      assert.ok(bytes.includes(SCRIPT));
      const { bytes: cleaned, width, height } = pictureOf(bytes, type);
      assert.deepEqual([cleaned.includes("script"), width, height], [false, 40, 30]);
      assert.deepEqual(pictureOf(cleaned, type).bytes, cleaned);
    }
    assert.deepEqual(pictureOf(png, "image/png").bytes, pngOf());
    assert.deepEqual(pictureOf(comments, "image/jpeg").bytes, jpeg);
  });

  it("is turned as the camera was held, of which nothing else is told", () => {
    const entry = (tag: number, value: number, isLittle: boolean): Buffer => {
      const of = Buffer.alloc(12);
      const write = (to: number, number: number) =>
        isLittle ? of.writeUInt16LE(number, to) : of.writeUInt16BE(number, to);
      write(0, tag);
      write(2, 3);
      write(isLittle ? 4 : 6, 1);
      write(8, value);
      return of;
    };
    const exif = (isLittle: boolean, value: number) => {
      const head = Buffer.from(isLittle ? "49492a00080000000200" : "4d4d002a000000080002", "hex");
      const entries = [entry(0x0100, 40, isLittle), entry(0x0112, value, isLittle), Buffer.from(SCRIPT)];
      return segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), head, ...entries]));
    };
    const turned = (given: Buffer) => pictureOf(withSegments(given), "image/jpeg").bytes;
    for (const isLittle of [true, false]) {
      const bytes = turned(exif(isLittle, 6));
      assert.deepEqual([bytes.includes(SCRIPT), bytes.length - jpeg.length], [false, 36]);
      assert.deepEqual(bytes, turned(bytes.subarray(2, 38)));
      assert.deepEqual(bytes.subarray(2, 38), turned(exif(true, 6)).subarray(2, 38));
      assert.deepEqual(turned(exif(isLittle, 9)), jpeg);
    }
    for (const broken of [
      segment(0xe1, exif(true, 6).subarray(4, 24)),
      segment(0xe1, "Exif\0\0II*\0\xff\xff\xff\xff"),
      segment(0xe1, ""),
    ])
      assert.deepEqual(turned(broken), jpeg);
  });

  it("is none with parts that no picture has", () => {
    assert.match(why(pngOf(40, 30, chunkOf("EVIL", Buffer.from(SCRIPT)))), /parts that a PNG has not/);
    assert.match(why(withSegments(segment(0xc9, SCRIPT)), "image/jpeg"), /parts that browsers do not show/);
    const broken = pngOf();
    broken[40] = (broken[40] ?? 0) ^ 1;
    assert.match(why(broken), /broken/);
    assert.match(why(riff(["VP8X", canvas], ["ANIM", Buffer.alloc(6)], ["VP8 ", frame]), "image/webp"), /moves/);
    assert.match(why(riff(["VP8 ", frame], ["VP8 ", frame]), "image/webp"), /broken/);
    assert.match(why(riff(["VP8X", Buffer.from(canvas).fill(0xff, 4)], ["VP8 ", frame]), "image/webp"), /broken/);
    const start = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    assert.match(why(withSegments(jpeg.subarray(start, start + 19)), "image/jpeg"), /two pictures/);
  });

  it("has so many pixels that a browser can show it", () => {
    assert.equal(pictureOf(sized(6000, 6000), "image/png").width, 6000);
    for (const [width, height] of [
      [6001, 1],
      [1, 6001],
      [0, 1],
      [1, 0],
      [0xffffffff, 0xffffffff],
    ] as const)
      assert.match(why(sized(width, height)), /pixels/);
  });

  it("is a picture or none, whatever the bytes", () => {
    const changed = fc.constantFrom(...ALL).chain(([type, bytes]) =>
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
        const copy = Buffer.from(bytes);
        for (const [at, value] of changes) copy[at] = value;
        return [type, copy] as const;
      }),
    );
    fc.assert(
      fc.property(changed, ([type, bytes]) => {
        try {
          const picture = pictureOf(bytes, type);
          assert.ok(picture.width <= 6000 && picture.height <= 6000 && picture.bytes.length <= bytes.length);
        } catch (error) {
          assert.ok(error instanceof NotAPicture, String(error));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

/** A PNG that says it is that large. */
const sized = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  const png = pngOf(1, 1);
  return Buffer.concat([png.subarray(0, 8), chunkOf("IHDR", header), png.subarray(33)]);
};
