import assert from "node:assert/strict";
import { awsType, describedTypes } from "../../../local/aws-types/aws-types";
import { importedProperties, importIdOf } from "../../../local/aws-types/import-id";
import { propertyOf } from "../../../local/aws-types/name-rule";
import type { Properties } from "../../../local/engine/resources/resource-type";
import { CASES } from "./cases";
import { type Made, type Part, realStack } from "./real-stack";
import { type Answer, type Door, TwoDoors } from "./two-doors";

const ARCHIVE = {
  kind: "archive",
  assets: { "index.js": { kind: "asset", text: "exports.handler = async () => 1" } },
};
/** The same on the wire. */
const CODE = {
  "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
  hash: "1",
  assets: {
    "index.js": {
      "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
      hash: "1",
      text: "exports.handler = async () => 1",
    },
  },
};

/** With its own name, which an import has to say. */
const named = (type: string, inputs: Properties, properties: Properties): Properties => {
  const { name } = awsType(type);
  return name ? { ...inputs, [propertyOf(name)]: properties[propertyOf(name)] } : inputs;
};

/** Of a part, which may be one of several of its type: `aws:kinesis/stream:Stream on demand`. */
const typeOf = (part: string): string => part.split(" ")[0] ?? "";

const shown = ({ kind }: Answer): string => kind;

describe("what exists is read, through both doors", function () {
  this.timeout(60_000);
  const doors = new TwoDoors();
  before(() => doors.start());
  after(() => doors.end());

  it("by every type that runs, and each has a case", () => {
    const running = doors.types();
    assert.deepEqual(
      running.filter(({ read }) => !read).map(({ type }) => type),
      [],
    );
    const cases = new Set(Object.keys(realStack(ARCHIVE)).map(typeOf));
    assert.deepEqual([...cases].sort(), running.map(({ type }) => type).sort());
  });

  const DOORS = {
    "the engine of npm start": { open: () => doors.engine(), code: ARCHIVE },
    "Pulumi's provider": { open: () => doors.provider(), code: CODE },
  } as const;

  for (const [maker, { open: openMaker, code }] of Object.entries(DOORS)) {
    describe(`made through ${maker}`, () => {
      const answers = new Map<string, Answer & { readonly properties: Properties }>();
      const makers = new Map<string, Door>();
      const made: Made = (type) => {
        const found = answers.get(type);
        if (!found) throw new Error(`${type} was not made`);
        return found;
      };
      after(async () => {
        for (const door of [...makers.values()].reverse()) await door.leave();
      });

      const checked = (name: string, part: Part) => {
        const type = typeOf(name);
        const inputs = () => part.inputs(made);

        it(`${name} is made, and stays as it is`, async () => {
          const door = openMaker();
          const answer = await door.declare(type, "orders", inputs());
          assert.equal(answer.kind, "create");
          answers.set(name, { ...answer, properties: answer.properties ?? {} });
          makers.set(name, door);
          assert.equal(shown(await door.declare(type, "orders", inputs())), "same");
        });

        for (const [reader, { open, code: own }] of Object.entries(DOORS)) {
          // Each door has a digest of its own for what is in a package.
          if (own !== code && type === "aws:lambda/function:Function") continue;

          it(`${name} is imported and found by ${reader}`, async () => {
            const { id = "", properties } = made(name);
            const importId = importIdOf(type, id, { ...inputs(), ...properties });
            const door = open();
            const whole = named(type, inputs(), properties);
            assert.equal(shown(await door.import(type, "again", whole, importId)), "import");
            assert.equal(shown(await door.declare(type, "again", whole)), "same");
            // A state that was lost knows nothing of what the first one had.
            assert.equal(shown(await open().import(type, "orders", whole, importId)), "import");
            const found = await open().get(type, "found", importId);
            assert.deepEqual([found.kind, found.id], ["read", id]);
            for (const [property, value] of Object.entries(properties)) {
              if (property === "code" || value === undefined) continue;
              assert.deepEqual(found.properties?.[property], value, property);
            }
            if (!part.other) return;
            const other = part.other(made);
            assert.equal(
              shown(await open().import(type, "other", { ...whole, ...other }, importId)),
              `inputs to import do not match the existing resource: ${Object.keys(other).sort().join(", ")}`,
            );
          });

          it(`${name} is missed by ${reader} where there is none`, async () => {
            const { id = "", properties } = made(name);
            const form = importIdOf(type, id, { ...inputs(), ...properties });
            if (type === "aws:apigateway/account:Account") return;
            const absent = form.replace(/[^/:|,]+$/, "not-there");
            importedProperties(type, absent);
            const whole = named(type, inputs(), properties);
            const wanted = `resource '${absent}' does not exist`;
            assert.equal(shown(await open().import(type, "again", whole, absent)), wanted);
            assert.equal(shown(await open().get(type, "found", absent)), wanted);
          });
        }
      };

      const parts = Object.entries(realStack(code));
      for (const [name, part] of parts) checked(name, part);
      const runs = new Set(parts.map(([name]) => typeOf(name)));
      for (const type of describedTypes().filter((type) => !runs.has(type))) {
        const { inputs = {}, inPlace } = CASES[type] ?? {};
        checked(type, { inputs: () => inputs, ...(inPlace && { other: () => inPlace }) });
      }
    });
  }
});
