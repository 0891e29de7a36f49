import assert from "node:assert/strict";
import { awsType, describedTypes, replacing } from "../../../local/aws-types/aws-types";
import { propertyOf } from "../../../local/aws-types/name-rule";
import { knownClass } from "../../../local/aws-types/resource-class";
import type { Properties } from "../../../local/engine/resources/resource-type";
import { CASES, LIMITS, NAMES } from "./cases";
import { TwoDoors } from "./two-doors";

/** Ids of the same form: what is made up differs in letters, what is not does not. */
const form = (id: string | undefined): string =>
  (id ?? "").replace(/[A-Za-z0-9]{4,}/g, ({ length }) => "x".repeat(length));

const without = (inputs: Properties, property: string): Properties =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== property));

/** What all names of a type begin with. */
const beginningOf = (type: string): string => (type === "aws:kms/alias:Alias" ? "alias/" : "");

const nameOf = (type: string, length: number): string => beginningOf(type).padEnd(length, "a");

describe("one record per resource type, through both doors", () => {
  const doors = new TwoDoors();
  before(() => doors.start());
  after(() => doors.end());

  const open = () => [doors.engine(doors.recording()), doors.provider(doors.recording())] as const;

  /** Declares the same states one after the other, and gives both answers to the last one. */
  const both = async (type: string, states: readonly Properties[], name = "orders") => {
    const answers = [];
    for (const door of open()) {
      let answer = { kind: "nothing declared" } as Awaited<ReturnType<typeof door.declare>>;
      for (const inputs of states) answer = await door.declare(type, name, inputs);
      answers.push(answer);
    }
    const [engine, provider] = answers;
    assert.ok(engine && provider);
    return { engine, provider };
  };

  it("has a case for every type that has a record", () => {
    assert.deepEqual(Object.keys(CASES).sort(), describedTypes());
  });

  for (const [type, { inputs, inPlace }] of Object.entries(CASES)) {
    describe(type, () => {
      it("names only inputs that the installed provider has", () => {
        const record = awsType(type);
        const known = knownClass(type);
        const { inputs: all, computed } = known;
        const named = record.name ? [propertyOf(record.name)] : [];
        for (const property of [...named, ...record.replaceOn, ...Object.keys(record.limits ?? {})]) {
          assert.ok(all.has(property), property);
        }
        for (const output of record.volatile?.outputs ?? [])
          assert.ok(all.has(output) || computed.includes(output), output);
      });

      it("is made, under the same kind of name and id", async () => {
        const { engine, provider } = await both(type, [inputs]);
        assert.deepEqual([engine.kind, provider.kind], ["create", "create"]);
        assert.equal(form(engine.id), form(provider.id));
        const { name } = awsType(type);
        if (name && inputs[propertyOf(name)] === undefined) {
          for (const { properties } of [engine, provider]) {
            assert.match(
              String(properties?.[propertyOf(name)]),
              new RegExp(`^${beginningOf(type)}orders-[0-9a-f]{7}$`),
            );
          }
        }
      });

      it("stays as it is when nothing changes", async () => {
        const { engine, provider } = await both(type, [inputs, inputs]);
        assert.deepEqual([engine.kind, provider.kind], ["same", "same"]);
      });

      if (inPlace)
        it(`changes ${Object.keys(inPlace)} in place`, async () => {
          const { engine, provider } = await both(type, [inputs, { ...inputs, ...inPlace }]);
          assert.deepEqual([engine.kind, provider.kind], ["update", "update"]);
        });

      for (const property of replacing(type)) {
        if (!knownClass(type).inputs.has(property)) continue;
        it(`is replaced for another ${property}, refused with it, or without it`, async () => {
          const { engine, provider } = await both(type, [
            inputs,
            { ...inputs, [property]: OTHER[property] ?? "other-value" },
          ]);
          assert.equal(engine.kind, provider.kind);
          assert.notEqual(engine.kind, "update");
          assert.notEqual(engine.kind, "same");
        });
      }

      it("is refused with what it does not have, and without what it needs", async () => {
        const stray = await both(type, [{ ...inputs, stray: 1 }]);
        assert.equal(stray.engine.kind, "stray Invalid or unknown key. Examine values at 'stray'.");
        assert.equal(stray.provider.kind, stray.engine.kind);
        for (const required of knownClass(type).required) {
          const { engine, provider } = await both(type, [without(inputs, required)]);
          assert.match(engine.kind, new RegExp(`^${required} Missing required argument\\. `));
          assert.equal(provider.kind, engine.kind);
        }
      });
    });
  }

  it("have a case for each of their limits", () => {
    const limits = describedTypes().flatMap((type) =>
      Object.keys(awsType(type).limits ?? {}).map((name) => [type, name]),
    );
    const tried = new Set(LIMITS.map(([type, property]) => `${type} ${property}`));
    assert.deepEqual(
      limits.filter(([type, name]) => !tried.has(`${type} ${name}`)),
      [],
    );
  });

  for (const [type, property, good, bad, rule] of LIMITS) {
    it(`${type} takes ${property} ${JSON.stringify(good)?.slice(0, 40)}, not ${JSON.stringify(bad)?.slice(0, 40)}: ${rule}`, async () => {
      const { inputs = {} } = CASES[type] ?? {};
      const taken = await both(type, [{ ...inputs, [property]: good }]);
      assert.deepEqual([taken.engine.kind, taken.provider.kind], ["create", "create"]);
      for (const states of [[{ ...inputs, [property]: bad }], [inputs, { ...inputs, [property]: bad }]]) {
        const { engine, provider } = await both(type, states);
        assert.ok(engine.kind.startsWith(`${property} must `) && engine.kind.includes(rule), engine.kind);
        assert.equal(provider.kind, engine.kind);
      }
    });
  }

  for (const [type, max] of Object.entries(NAMES)) {
    it(`${type} has names of up to ${max} characters, made up or not`, async () => {
      const { name } = awsType(type);
      assert.ok(name);
      const { inputs = {} } = CASES[type] ?? {};
      const property = propertyOf(name);
      const fits = await both(type, [{ ...inputs, [property]: nameOf(type, max) }]);
      assert.deepEqual([fits.engine.kind, fits.provider.kind], ["create", "create"]);
      const long = new RegExp(
        `^${property} must not be longer than ${max} characters .*: give the resource a shorter one$`,
      );
      const refused = [
        { ...inputs, [property]: nameOf(type, max + 1) },
        ...(max < 247 ? [without(inputs, property)] : []),
      ];
      for (const each of refused) {
        const { engine, provider } = await both(type, [each], "b".repeat(Math.min(max - 7, 255)));
        assert.match(engine.kind, long);
        assert.match(provider.kind, long);
      }
      assert.equal((await both(type, [{ ...inputs, [property]: "" }])).engine.kind.startsWith(property), true);
    });
  }

  it("gives names in lower case, and with .fifo, where AWS has them so", async () => {
    for (const [type, inputs, expected] of [
      ["aws:s3/bucket:Bucket", {}, /^orders-[0-9a-f]{7}$/],
      ["aws:sqs/queue:Queue", { fifoQueue: true }, /^Orders-[0-9a-f]{7}\.fifo$/],
      ["aws:sqs/queue:Queue", { namePrefix: "mine-" }, /^mine-\d{26}$/],
      ["aws:iam/role:Role", { ...CASES["aws:iam/role:Role"]?.inputs, namePrefix: "mine-" }, /^mine-\d{26}$/],
    ] as const) {
      const { engine, provider } = await both(type, [inputs], "Orders");
      const property = propertyOf(awsType(type).name ?? { max: 0, pattern: /./, allowed: "" });
      assert.match(String(engine.properties?.[property]), expected);
      assert.match(String(provider.properties?.[property]), expected);
    }
  });
});

/** Values of another kind than text. */
const OTHER: Readonly<Record<string, unknown>> = {
  fifoQueue: true,
  generateSecret: true,
  multiRegion: true,
  ipv6Native: true,
  storageEncrypted: true,
  self: true,
  objectLockEnabled: true,
  restoreToLatestTime: true,
  capacity: 7,
  fromPort: 7,
  toPort: 7,
  region: "us-east-1",
  cidrBlock: "10.9.0.0/24",
};
