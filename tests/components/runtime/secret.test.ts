import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openSecret } from "../../../components/runtime/secret";

class Refused extends Error {}

describe("a secret that a function reads", () => {
  let stages: { AWSCURRENT?: string; AWSPENDING?: string };
  let calls: string[];
  beforeEach(() => {
    stages = { AWSCURRENT: "one" };
    calls = [];
  });

  const open = () =>
    openSecret({ arn: "arn:s" }, async (_, stage) => {
      calls.push(stage);
      return stages[stage];
    });
  const refused = (error: unknown) => error instanceof Refused;
  /** Who takes these values and no others. */
  const taking =
    (...values: string[]) =>
    async (value: string) => {
      if (!values.includes(value)) throw new Refused(value);
      return value;
    };

  it("costs one call a process, however many ask at once", async () => {
    const secret = open();
    const values = await Promise.all([secret.value(), secret.value(), secret.use(taking("one"), refused)]);
    assert.deepEqual([values, calls], [["one", "one", "one"], ["AWSCURRENT"]]);
  });

  it("costs one more call a rotation, however many find it out at once", async () => {
    const secret = open();
    await secret.value();
    stages = { AWSCURRENT: "two" };
    const taken = await Promise.all(Array.from({ length: 20 }, () => secret.use(taking("two"), refused)));
    assert.deepEqual([new Set(taken), calls], [new Set(["two"]), ["AWSCURRENT", "AWSCURRENT"]]);
    await secret.use(taking("two"), refused);
    assert.equal(calls.length, 2);
  });

  it("is that of a rotation which is not finished, where the one before is refused already", async () => {
    const secret = open();
    stages = { AWSCURRENT: "one", AWSPENDING: "two" };
    assert.equal(await secret.use(taking("two"), refused), "two");
    assert.deepEqual(calls, ["AWSCURRENT", "AWSCURRENT", "AWSPENDING"]);
    assert.equal(await secret.value(), "two");
  });

  it("is found where the rotation ends between two of its calls", async () => {
    stages = { AWSCURRENT: "one", AWSPENDING: "two" };
    const secret = openSecret({ arn: "arn:s" }, async (_, stage) => {
      if (stage === "AWSPENDING") stages = { AWSCURRENT: "two" };
      return stages[stage];
    });
    assert.equal(await secret.use(taking("two"), refused), "two");
  });

  it("throws the first refusal where no value is taken, and any other error at once", async () => {
    const secret = open();
    stages = { AWSCURRENT: "one", AWSPENDING: "two" };
    await assert.rejects(secret.use(taking("three"), refused), { message: "one" });
    await assert.rejects(
      secret.use(() => Promise.reject(new Error("away")), refused),
      { message: "away" },
    );
    stages = { AWSCURRENT: "one" };
    await assert.rejects(secret.use(taking("three"), refused), { message: "one" });
  });

  it("is asked for again after a call that failed, and where there was no value", async () => {
    const secret = open();
    stages = {};
    await assert.rejects(secret.value(), /The secret arn:s has no value yet/);
    stages = { AWSCURRENT: "one" };
    assert.equal(await secret.value(), "one");
  });

  it("is named where Secrets Manager refuses it, in words that do not", async () => {
    const refusals = [
      ["InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion."],
      ["DecryptionFailure", "arn:k is disabled."],
    ];
    const server = createServer((_, response) => {
      const [__type, message] = refusals.shift() ?? [];
      response
        .writeHead(400, { "content-type": "application/x-amz-json-1.1" })
        .end(JSON.stringify({ __type, message }));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const before = { ...process.env };
    const { port } = server.address() as AddressInfo;
    const [AWS_ENDPOINT_URL, AWS_REGION] = [`http://127.0.0.1:${port}`, "eu-west-1"];
    Object.assign(process.env, { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" });
    try {
      const secret = openSecret({ arn: "arn:s" });
      const [name, message] = ["InvalidRequestException", /^The secret arn:s cannot be read: .*marked for deletion/];
      await assert.rejects(secret.value(), { name, message });
      await assert.rejects(secret.value(), { name: "DecryptionFailure", message: /^The secret arn:s .*is disabled/ });
    } finally {
      process.env = before;
      server.closeAllConnections();
      server.close();
    }
  });
});
