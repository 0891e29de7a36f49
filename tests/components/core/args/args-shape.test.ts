import assert from "node:assert/strict";
import { number, object, type Shape, text } from "../../../../components/core/args/args-shape";

interface Args {
  readonly entry: string;
  readonly size?: number;
}

const complete: Shape<Args> = { entry: text(), size: number().optional() };

describe("the shape of arguments", () => {
  it("compiles with a schema for each of them alone, an optional one for an optional one", () => {
    const shapes: Shape<Args>[] = [
      complete,
      // @ts-expect-error An argument that is not listed.
      { entry: text() },
      // @ts-expect-error An argument that the interface does not have.
      { ...complete, colour: text() },
      // @ts-expect-error A required argument may not be left out.
      { ...complete, entry: text().optional() },
      // @ts-expect-error An optional argument may be left out.
      { ...complete, size: number() },
    ];
    assert.equal(shapes.length, 5);
  });

  it("tells an unknown argument by the nearest known, or by all", () => {
    const messages = (args: unknown) =>
      object<Args>(complete)
        .safeParse(args)
        .error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
    assert.deepEqual(messages({ entry: "x", sise: 1 }), ["sise is unknown; did you mean size?"]);
    assert.deepEqual(messages({ entry: "x", colour: 1 }), ["colour is unknown; the keys are entry, size"]);
    assert.deepEqual(messages({ entry: 5 }), ["entry must be a text (it is 5)"]);
    assert.deepEqual(messages("x"), [' must be { entry, size? } (it is "x")']);
    assert.equal(messages({ entry: "x", size: undefined }), undefined);
  });
});
