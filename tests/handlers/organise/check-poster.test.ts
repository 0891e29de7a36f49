import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { MAX_POSTER_BYTES } from "../../../contracts/organising";
import { checkPoster, type Upload } from "../../../handlers/organise/check-poster";
import { PICTURES, pngOf } from "../../support/pictures";

const SHOW = randomUUID();
const AT = "2027-01-01T00:00:00.000Z";
const key = `uploads/${SHOW}/${randomUUID()}`;

/** @param useless What the show says is of no use any more. */
const desk = (uploads: Record<string, Upload>, useless?: (path: string) => string | undefined) => {
  const [published, reads, said]: [Record<string, Upload>, string[], unknown[]] = [{}, [], []];
  const check = checkPoster({
    files: {
      read: async (at) => {
        reads.push(at);
        return uploads[at];
      },
      publish: async (at, contentType, bytes) => void Object.assign(published, { [at]: { contentType, bytes } }),
      remove: async (at) => {
        delete uploads[at];
        delete published[at];
      },
    },
    posters: {
      take: async (showId, poster, at) => {
        said.push([showId, poster, at]);
        return useless?.(poster);
      },
      refuse: async (showId, reason, at) => void said.push([showId, reason, at]),
    },
    log: { warn() {} },
  });
  return { check, uploads, published, reads, said };
};
const png = (bytes = pngOf()): Upload => ({ bytes, contentType: "image/png" });
const arrival = (at = key, size = 100) => ({ key: at, size, at: AT });

describe("an upload that arrives", () => {
  it("is the poster of its show, under the name of what is in it, and gone as an upload", async () => {
    const { check, uploads, published, said } = desk({ [key]: png() });
    await check(arrival());
    const path = `${SHOW}/${createHash("sha256").update(pngOf()).digest("hex")}.png`;
    assert.deepEqual(published, { [`posters/${path}`]: png() });
    assert.deepEqual([said, uploads], [[[SHOW, path, AT]], {}]);
  });

  it("is looked at once, however often it is told", async () => {
    const { check, said } = desk({ [key]: png() });
    for (let times = 0; times < 3; times++) await check(arrival());
    assert.equal(said.length, 1);
  });

  it("leaves no poster behind that nobody sees", async () => {
    const former = desk({ [key]: png() }, () => "former.png");
    former.published["posters/former.png"] = png();
    await former.check(arrival());
    assert.deepEqual(Object.keys(former.published).length, 1);
    assert.equal(former.published["posters/former.png"], undefined);
    const late = desk({ [key]: png() }, (path) => path);
    await late.check(arrival());
    assert.deepEqual([late.published, late.uploads], [{}, {}]);
  });

  it("is refused by what it is, and is nowhere then", async () => {
    const refused = [
      { bytes: PICTURES.jpeg, contentType: "image/png" },
      { bytes: Buffer.from("<svg onload=alert(1)>"), contentType: "image/png" },
      { bytes: pngOf(), contentType: undefined },
      { bytes: Buffer.alloc(0), contentType: "image/png" },
    ];
    for (const upload of refused) {
      const { check, uploads, published, said } = desk({ [key]: upload });
      await check(arrival());
      assert.deepEqual([published, uploads, said.length], [{}, {}, 1]);
      assert.match(String((said[0] as string[])[1]), /^It is/);
    }
  });

  it("is not read where it is larger than any form takes", async () => {
    const { check, uploads, reads, said } = desk({ [key]: png() });
    await check(arrival(key, MAX_POSTER_BYTES + 1));
    assert.deepEqual([reads, uploads, said], [[], {}, [[SHOW, "It is larger than 5 MB.", AT]]]);
  });

  it("of a name that is none of ours is removed unread", async () => {
    const names = [
      "uploads/x",
      "uploads/../posters/x",
      `uploads/${SHOW}/a/b`,
      `posters/${SHOW}/a`,
      `uploads/<svg>/${randomUUID()}`,
      "",
    ];
    for (const name of names) {
      const { check, uploads, reads, said } = desk({ [name]: png() });
      await check(arrival(name));
      assert.deepEqual([reads, uploads, said], [[], {}, []], name);
    }
  });

  it("comes again where something else fails, which is nobody's fault", async () => {
    const { check, uploads } = desk({ [key]: png() }, () => {
      throw new Error("the table is busy");
    });
    await assert.rejects(check(arrival()), /busy/);
    assert.ok(uploads[key]);
  });
});
