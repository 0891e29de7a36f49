import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import { Secret } from "../../../../components/data/secret/secret";
import { Table } from "../../../../components/data/table/table";
import { Queue } from "../../../../components/messaging/queue/queue";
import type { KeyArgs } from "../../../../components/operations/key/args";
import { Key } from "../../../../components/operations/key/key";
import { planKey } from "../../../../components/operations/key/plan";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

/** The rights to keys that a link brings: actions by the ARN of the key. */
const keyRights = async (link: Link) => {
  const found: Record<string, readonly string[]> = {};
  for (const { actions, resources } of link.grants) {
    if (!actions[0]?.startsWith("kms:")) continue;
    for (const resource of resources) found[String(await resolved(pulumi.output(resource)))] = actions;
  }
  return found;
};

describe("a key", () => {
  it("is protected, rotates once a year and has an alias; what it is left to is the account", async () => {
    const made = await registered(() => new Key("orders"));
    assert.deepEqual(listed(made), [`${ALIAS} orders-alias`, `${KEY} orders`, "serverless-tiers:index:Key orders"]);
    const { inputs, protect } = the(made, KEY, "orders");
    assert.deepEqual(inputs, {
      description: "Encrypts orders",
      deletionWindowInDays: 30,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
    });
    assert.equal(protect, true);
  });

  it("lets services of this account in where it is told to", async () => {
    const args = { services: ["sns.amazonaws.com"], protection: "throw-away", rotation: false } as const;
    const made = await registered(() => new Key("orders", args));
    const { inputs, protect } = the(made, KEY, "orders");
    assert.deepEqual([inputs.deletionWindowInDays, inputs.enableKeyRotation, protect], [7, false, false]);
    const { Statement } = JSON.parse(String(inputs.policy));
    assert.deepEqual(
      Statement.map(({ Principal, Action }: { Principal: object; Action: unknown }) => [Principal, Action]),
      [
        [{ AWS: "arn:aws:iam::000000000000:root" }, "kms:*"],
        [{ Service: ["sns.amazonaws.com"] }, ["kms:GenerateDataKey", "kms:Decrypt"]],
      ],
    );
    assert.deepEqual(Statement[1].Condition, { StringEquals: { "aws:SourceAccount": "000000000000" } });
  });

  const refused = (args: KeyArgs, message: string) =>
    it(`refuses ${JSON.stringify(args)}`, () =>
      assert.throws(() => planKey("orders", args), { name: "ArgsError", message: `orders: ${message}` }));
  refused({ rotation: "89 days" }, 'rotation must be at least "90 days" (it is "89 days")');
  refused({ services: ["sns"] }, 'services must name services, "sns.amazonaws.com" (it holds "sns")');

  it("is shared by what it is handed to; each link gives the use of it that its service asks for", async () => {
    const links: Record<string, Link> = {};
    let key: Key | undefined;
    await registered(() => {
      key = new Key("orders");
      const queue = new Queue("jobs", { encryption: key });
      const table = new Table("shows", { key: { partition: "id" }, encryption: key });
      const secret = new Secret("bank", { encryption: key });
      Object.assign(links, { send: queue.send(), consume: queue.consume(), read: table.read(), secret: secret.read() });
    });
    const arn = await resolved(pulumi.output(key?.kmsKeyArn));
    assert.ok(arn);
    assert.deepEqual(await Promise.all(Object.values(links).map(keyRights)), [
      { [arn]: ["kms:GenerateDataKey", "kms:Decrypt"] },
      { [arn]: ["kms:Decrypt"] },
      { [arn]: ["kms:Decrypt", "kms:DescribeKey"] },
      { [arn]: ["kms:Decrypt"] },
    ]);
  });

  it("is made by a component that wants its own, and nobody else has it", async () => {
    let queue: Queue | undefined;
    const made = await registered(() => {
      queue = new Queue("jobs", { encryption: "own" });
      new Queue("others", { encryption: "aws" });
    });
    assert.deepEqual(
      listed(made).filter((one) => /kms|:Key /.test(one)),
      [`${ALIAS} jobs-key-alias`, `${KEY} jobs-key`, "serverless-tiers:index:Key jobs-key"],
    );
    assert.ok(queue);
    const arn = await resolved(pulumi.output(queue.nodes.key?.kmsKeyArn));
    for (const name of ["jobs", "jobs-dead-letters"]) {
      assert.equal(the(made, "aws:sqs/queue:Queue", name).inputs.kmsMasterKeyId, arn);
    }
    assert.deepEqual(await keyRights(queue.send()), { [String(arn)]: ["kms:GenerateDataKey", "kms:Decrypt"] });
    assert.equal(the(made, "aws:sqs/queue:Queue", "others").inputs.kmsMasterKeyId, undefined);
  });
});
