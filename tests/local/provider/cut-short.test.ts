import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "../../../local/data/storage";
import type { ResourceType } from "../../../local/engine/resources/resource-type";
import { AwsResources } from "../../../local/provider/aws-resources";
import { read } from "../../../local/provider/properties";

const TYPE = "aws:sqs/queue:Queue";
const SUBJECT = { urn: `urn:pulumi:test::shop::${TYPE}::orders`, type: TYPE, name: "orders" };
const HOME = { account: "000000000000", region: "eu-west-1", endpoint: "http://127.0.0.1:4566" };
const CONFIGURATION = { ...HOME, defaultTags: {}, allowedAccounts: [] };

describe("a creation that was cut short in the service", () => {
  const folder = mkdtempSync(join(tmpdir(), "cut-short-"));
  const storage = Storage.open(folder);
  const alive = new Set<string>();
  let cut = false;

  const behaviour: ResourceType = {
    type: TYPE,
    replaceOn: [],
    create: async (inputs, context) => {
      const id = typeof inputs.name === "string" ? inputs.name : context.autoName();
      alive.add(id);
      if (cut) throw new Error("killed");
      return { id, outputs: inputs };
    },
    delete: async (id) => void alive.delete(id),
  };
  const resources = new AwsResources({ ...HOME, storage }, [behaviour], new Map([["shop", folder]]));

  after(async () => {
    await storage.close();
    rmSync(folder, { recursive: true });
  });

  it("leaves nothing behind once the engine has made the resource anew", async () => {
    cut = true;
    await assert.rejects(resources.create(SUBJECT, read({}), CONFIGURATION), /killed/);
    assert.equal(alive.size, 1);
    cut = false;
    const { id } = await resources.create(SUBJECT, read({ name: "orders-2" }), CONFIGURATION);
    assert.deepEqual([id, [...alive]], ["orders-2", ["orders-2"]]);
  });
});
