import assert from "node:assert/strict";
import { differenceOf, type Evaluated, isEmpty } from "../../../local/plan/difference";
import type { PlannedResource } from "../../../local/plan/planned-stack";
import { summaryOf } from "../../../local/plan/summary";
import { planned, policy, stackOf } from "./a-plan";

const evaluated = (...resources: readonly PlannedResource[]): Evaluated => {
  const stack = stackOf(...resources);
  const provider = { region: "eu-west-1", account: "111122223333", defaultTags: {} };
  return {
    stack,
    summary: summaryOf(
      stack,
      { root: "/", project: "shop", stack: "dev", main: "/index.ts", config: {}, provider },
      [],
    ),
  };
};

const queue = (name: string, inputs = {}, more = {}) => planned("aws:sqs/queue:Queue", name, inputs, more);

describe("the difference that a change makes", () => {
  it("is none between equal evaluations", () => {
    const difference = differenceOf(
      evaluated(queue("jobs", { a: [1, { b: "x" }] })),
      evaluated(queue("jobs", { a: [1, { b: "x" }] })),
    );

    assert.equal(isEmpty(difference), true);
  });

  it("names what comes and goes; a stack that did not exist comes whole", () => {
    const after = evaluated(queue("new"), planned("serverless-tiers:index:Queue", "new"));

    assert.deepEqual(differenceOf(evaluated(queue("old")), after).removed, ["queue old"]);
    assert.deepEqual(differenceOf(evaluated(queue("old")), after).added, ["queue new", "component Queue new"]);
    assert.deepEqual(differenceOf(undefined, after).added, ["queue new", "component Queue new"]);
  });

  it("looks into lists and into texts that are JSON", () => {
    const document = (visible: string) => JSON.stringify({ paths: { "/orders": { get: visible } } });
    const { changed } = differenceOf(
      evaluated(queue("jobs", { body: document("a"), sizes: [1, 2] })),
      evaluated(queue("jobs", { body: document("b"), sizes: [1], extra: true }, { protect: true })),
    );

    assert.deepEqual(changed, [
      {
        resource: "queue jobs",
        changes: [
          { path: "body.paths./orders.get", before: '"a"', after: '"b"' },
          { path: "sizes.1", before: "2" },
          { path: "extra", after: "true" },
          { path: "option protect", after: "true" },
        ],
      },
    ]);
  });

  it("never tells a secret, and shortens to where the difference is", () => {
    const long = "x".repeat(200);
    const { changed } = differenceOf(
      evaluated(queue("jobs", { password: "old", text: `${long}a` }, { secretPaths: ["password"] })),
      evaluated(queue("jobs", { password: "new", text: `${long}b` }, { secretPaths: ["password"] })),
    );

    assert.deepEqual(changed[0]?.changes, [
      { path: "password", before: "[secret]", after: "[secret]" },
      { path: "text", before: `…${"x".repeat(20)}a"`, after: `…${"x".repeat(20)}b"` },
    ]);
  });

  it("tells rights and costs that come and go", () => {
    const role = planned("aws:iam/role:Role", "work-role");
    const fn = planned("aws:lambda/function:Function", "work", {}, { uses: { role: [role.urn] } });
    const rights = (Action: string) =>
      planned(
        "aws:iam/rolePolicy:RolePolicy",
        "work",
        { policy: policy({ Effect: "Allow", Action, Resource: "*" }) },
        { uses: { role: [role.urn] } },
      );
    const difference = differenceOf(
      evaluated(role, fn, rights("sqs:SendMessage")),
      evaluated(role, fn, rights("sqs:PurgeQueue"), planned("aws:kms/key:Key", "own")),
    );

    assert.deepEqual(difference.grants, {
      added: ["function work may sqs:PurgeQueue on anything"],
      removed: ["function work may send messages to anything"],
    });
    assert.deepEqual(difference.cost, { before: 0, after: 1 });
  });
});
