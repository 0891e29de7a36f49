import assert from "node:assert/strict";
import fc from "fast-check";
import { ArgsError } from "../../../../components/core/args/args-error";
import { type Duration, toDays, toDuration, toSeconds } from "../../../../components/core/args/duration";

const seconds = (value: Duration, bounds = {}) => toSeconds("orders", "timeout", value, bounds);

describe("durations", () => {
  it("are exact seconds, in the singular and in the plural", () => {
    const expected: [Duration, number][] = [
      ["0 seconds", 0],
      ["1 second", 1],
      ["30 seconds", 30],
      ["1 minute", 60],
      ["90 minutes", 5400],
      ["1 hour", 3600],
      ["12 hours", 43_200],
      ["1 day", 86_400],
      ["14 days", 1_209_600],
    ];
    for (const [text, value] of expected) assert.equal(seconds(text), value, text);
  });

  it("refuse what is not a whole number of a unit, with the way out", () => {
    const wrong = [
      "1.5 minutes",
      "-5 seconds",
      "1e3 seconds",
      "05 seconds",
      "5 weeks",
      "5",
      "5seconds",
      " 5 seconds",
      "5 seconds ",
      "",
      "9007199254740993 days",
    ];
    for (const text of [...wrong, 30, null, undefined])
      assert.throws(
        () => seconds(text as Duration),
        {
          name: "ArgsError",
          message: `orders: timeout must be a whole number and a unit such as "30 seconds", "5 minutes", "1 hour" or "14 days" (it is ${JSON.stringify(text)})`,
        },
        String(text),
      );
  });

  it("hold their bounds, both included", () => {
    const bounds = { min: "1 second", max: "15 minutes" };
    assert.equal(seconds("1 second", bounds), 1);
    assert.equal(seconds("900 seconds", bounds), 900);
    assert.throws(
      () => seconds("0 seconds", bounds),
      new ArgsError("orders", "timeout", 'must be at least "1 second" (it is "0 seconds")'),
    );
    assert.throws(
      () => seconds("16 minutes", bounds),
      new ArgsError("orders", "timeout", 'must be at most "15 minutes" (it is "16 minutes")'),
    );
  });

  it("come back the same from seconds, in the largest unit that keeps them exact", () => {
    assert.equal(toDuration(0), "0 seconds");
    assert.equal(toDuration(1), "1 second");
    assert.equal(toDuration(3600), "1 hour");
    assert.equal(toDuration(5400), "90 minutes");
    fc.assert(fc.property(fc.nat(), (value) => assert.equal(seconds(toDuration(value)), value)));
  });

  it("accept a text only when it says the seconds that it is read as", () => {
    const unit = { second: 1, minute: 60, hour: 3600, day: 86_400 };
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...(Object.keys(unit) as (keyof typeof unit)[])), (count, word) => {
        assert.equal(seconds(`${count} ${word}s`), count * unit[word]);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (count) => {
        fc.pre(!Number.isInteger(count));
        assert.throws(() => seconds(`${count} seconds`), ArgsError);
      }),
    );
  });

  it("are whole days where AWS counts days", () => {
    assert.equal(toDays("orders", "retention", "48 hours"), 2);
    assert.throws(() => toDays("orders", "retention", "36 hours"), {
      message: 'orders: retention must be a whole number of days (it is "36 hours")',
    });
  });
});
