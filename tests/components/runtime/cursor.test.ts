import assert from "node:assert/strict";
import fc from "fast-check";
import * as z from "zod";
import { cursorOf, positionOf } from "../../../components/runtime/cursor";
import { Problem } from "../../../components/runtime/problem";

const is400 = (error: unknown) => error instanceof Problem && error.status === 400;

describe("a cursor", () => {
  it("gives back the position that it was made of, for the same question alone", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (position, question, other) => {
        const cursor = cursorOf(position, question);
        assert.match(cursor, /^[\w-]+$/);
        assert.equal(positionOf(cursor, z.string(), question), position.toWellFormed());
        if (other !== question) assert.throws(() => positionOf(cursor, z.string(), other), is400);
      }),
    );
  });

  it("that is none is refused, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json()), (text) => {
        assert.throws(() => positionOf(text, z.string(), "q"), is400);
      }),
    );
  });

  it("that was changed anywhere is refused, or leads to another position of the same question", () => {
    const cursor = cursorOf({ id: "a-1" }, "q");
    const Position = z.strictObject({ id: z.string().regex(/^a-\d$/) });
    for (let at = 0; at < cursor.length; at++)
      for (const letter of "Aaz0-_=+/. ") {
        const changed = cursor.slice(0, at) + letter + cursor.slice(at + 1);
        if (changed === cursor) continue;
        try {
          assert.match(positionOf(changed, Position, "q").id, /^a-\d$/);
        } catch (error) {
          if (!is400(error)) throw error;
        }
      }
  });
});
