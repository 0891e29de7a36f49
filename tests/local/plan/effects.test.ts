import assert from "node:assert/strict";
import { effectsOf } from "../../../local/plan/effects";
import { planned } from "./a-plan";

const TABLE = "aws:dynamodb/table:Table";

const index = (name: string, city: string, more: object = {}) => ({
  name,
  keySchemas: [{ attributeName: city, keyType: "HASH" }],
  projectionType: "ALL",
  ...more,
});

const table = (inputs: object, more: Parameters<typeof planned>[3] = {}) =>
  planned(TABLE, "shows", { hashKey: "id", ...inputs }, more);

const withIndexes = (...globalSecondaryIndexes: readonly object[]) => table({ globalSecondaryIndexes });

describe("what a change of a table leads to", () => {
  it("is another table for another key or local index", () => {
    assert.deepEqual(effectsOf(table({}), table({ hashKey: "city", localSecondaryIndexes: [{ name: "a" }] })), [
      "is replaced: another hashKey and localSecondaryIndexes make a new one, without what is in the old one",
    ]);
  });

  it("is refused where that table is protected", () => {
    const refused =
      "is refused: another hashKey would replace it, and it is protected; end its protection in an update before";
    for (const [before, after] of [
      [true, true],
      [true, false],
      [false, true],
    ] as const)
      assert.deepEqual(effectsOf(table({}, { protect: before }), table({ hashKey: "city" }, { protect: after })), [
        refused,
      ]);
  });

  it("is an index anew for another key or projection, and none for other units", () => {
    const before = withIndexes(index("by-city", "city", { readCapacity: 1 }));
    assert.deepEqual(effectsOf(before, withIndexes(index("by-city", "town"))), [
      "deletes index by-city and builds it anew for another key; till then queries of it fail",
    ]);
    assert.deepEqual(effectsOf(before, withIndexes(index("by-city", "city", { projectionType: "KEYS_ONLY" }))), [
      "deletes index by-city and builds it anew for another projection; till then queries of it fail",
    ]);
    assert.deepEqual(effectsOf(before, withIndexes(index("by-city", "city", { readCapacity: 9 }))), []);
  });

  it("is several indexes one after another, in whatever order they are written", () => {
    const before = withIndexes(index("by-city", "city"), index("by-hall", "hall"), index("by-old", "old"));
    const after = withIndexes(index("by-hall", "room"), index("by-city", "city"), index("by-new", "new"));
    assert.deepEqual(effectsOf(before, after), [
      "deletes index by-old",
      "deletes index by-hall and builds it anew for another key; till then queries of it fail",
      "builds index by-new; till then queries of it fail",
      "does so one after another: indexes of a table change one at a time",
    ]);
    assert.deepEqual(effectsOf(table({}), withIndexes(index("by-city", "city"))), [
      "builds index by-city; till then queries of it fail",
    ]);
  });
});

describe("what a change of any resource leads to", () => {
  it("is another one for what its provider cannot change, unless that is ignored", () => {
    const queue = (name: string, ignored: readonly string[] = []) =>
      planned("aws:sqs/queue:Queue", "jobs", { name, delaySeconds: name.length }, { ignored });
    assert.deepEqual(effectsOf(queue("a"), queue("bc")), [
      "is replaced: another name makes a new one, without what is in the old one",
    ]);
    assert.deepEqual(effectsOf(queue("a"), queue("bc", ["name"])), []);
    const component = (name: string) => planned("serverless-tiers:index:Queue", "jobs", { name });
    assert.deepEqual(effectsOf(component("a"), component("b")), []);
  });
});

describe("what a change of a user pool leads to", () => {
  const text = (name: string, maxLength: string) => ({
    name,
    attributeDataType: "String",
    stringAttributeConstraints: { minLength: "0", maxLength },
  });
  const pool = (schemas: readonly object[], more: object = {}) =>
    planned("aws:cognito/userPool:UserPool", "people", { usernameAttributes: ["email"], schemas, ...more });
  const before = pool([text("email", "2048"), text("tenant", "40")]);

  it("is nothing for an attribute of one's own that comes, in whatever order they are written", () => {
    assert.deepEqual(effectsOf(before, pool([text("seat", "9"), text("tenant", "40"), text("email", "2048")])), []);
  });

  it("is refused for one that changes or goes, and for one of Cognito's that comes late", () => {
    assert.deepEqual(effectsOf(before, pool([text("email", "2048"), text("tenant", "50")])), [
      "is refused: attribute tenant changes, and Cognito changes and removes none; leave it as it was and add one of another name",
    ]);
    assert.deepEqual(effectsOf(before, pool([text("email", "2048")])), [
      "is refused: attribute tenant goes, and Cognito changes and removes none; leave it as it was",
    ]);
    assert.deepEqual(
      effectsOf(before, pool([text("email", "2048"), text("tenant", "40"), text("given_name", "2048")])),
      [
        "is refused: what is asked of attribute given_name can only be said while the pool is made; add one of your own in its place",
      ],
    );
  });

  it("is another pool for another way to sign in", () => {
    assert.deepEqual(effectsOf(before, pool([], { usernameAttributes: [], aliasAttributes: ["email"] })), [
      "is replaced: another aliasAttributes and usernameAttributes make a new one, without what is in the old one",
    ]);
  });
});
