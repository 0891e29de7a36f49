import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "../../../local/data/storage";
import type { Properties } from "../../../local/engine/resources/resource-type";
import { AwsResources } from "../../../local/provider/aws-resources";

const TYPE = "aws:s3/bucketObjectv2:BucketObjectv2";
const HOME = { account: "000000000000", region: "eu-west-1", endpoint: "http://127.0.0.1:4566" };
const CONFIGURATION = { ...HOME, defaultTags: {}, allowedAccounts: [] };

describe("programs that share a local cloud by Pulumi's own engine", () => {
  const folder = mkdtempSync(join(tmpdir(), "several-"));
  const storage = Storage.open(folder);
  const made: Properties[] = [];
  const behaviour = {
    type: TYPE,
    create: async (inputs: Properties) => {
      made.push(inputs);
      return { id: "k", outputs: {} };
    },
    delete: async () => {},
  };
  const roots = new Map([
    ["shop", "/programs/shop"],
    ["orders", "/programs/orders"],
  ]);
  const resources = new AwsResources({ ...HOME, storage }, [behaviour], roots);
  after(async () => {
    await storage.close();
    rmSync(folder, { recursive: true });
  });

  /** As the engine sends it: a file beside the program. */
  const create = (project: string, path: string) => {
    const asset = { kind: "asset", hash: "0".repeat(64), path };
    const inputs = { raw: {}, values: { bucket: "b", key: "k", source: asset }, secrets: new Set<string>() };
    const subject = { urn: `urn:pulumi:local::${project}::${TYPE}::page`, type: TYPE, name: "page" };
    return resources.create(subject, inputs as never, CONFIGURATION);
  };
  const sources = () => made.splice(0).map(({ source }) => (source as { readonly path: string }).path);

  it("have their files found in the folder of each", async () => {
    await create("shop", "page.html");
    await create("orders", "page.html");
    assert.deepEqual(sources(), ["/programs/shop/page.html", "/programs/orders/page.html"]);
  });

  it("are told where one is not known whose files are named from its folder", async () => {
    await create("other", "/elsewhere/page.html");
    assert.deepEqual(sources(), ["/elsewhere/page.html"]);
    await assert.rejects(
      create("other", "page.html"),
      /does not know where the program other is, .* npx tiers cloud \/programs\/shop \/programs\/orders <folder>$/,
    );
  });
});
