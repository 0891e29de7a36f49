import assert from "node:assert/strict";
import type { Case } from "../../../local/conformance/case-file";
import { deployLocally } from "../../../local/conformance/local-target";
import { report, totals } from "../../../local/conformance/report";
import { runCase } from "../../../local/conformance/run-case";

const document = (text: string, type = "mock") => ({
  openapi: "3.0.1",
  info: { title: "t", version: "1" },
  paths: {
    "/a": {
      get: {
        responses: { "200": { description: "answer" } },
        "x-amazon-apigateway-integration": {
          type,
          requestTemplates: { "application/json": '{"statusCode": 200}' },
          responses: { default: { statusCode: "200", responseTemplates: { "application/json": text } } },
        },
      },
    },
  },
});
const step = (expect: Case["steps"][number]["expect"]) => ({ request: { method: "GET", path: "/a" }, expect });
const run = (item: Partial<Case>) =>
  runCase({ id: "c", title: "case", openapi: document("hello"), steps: [], ...item }, deployLocally);

describe("conformance: a case", () => {
  it("passes when every step answers as expected, and fails with the first difference", async () => {
    const good = { status: 200, body: "hello", headers: { "x-amzn-requestid": { $any: true }, server: null } };
    assert.equal((await run({ steps: [step(good)] })).failure, undefined);
    const bad = await run({ steps: [step(good), step({ body: "hallo" })] });
    assert.equal(bad.failure, 'step 2: body should be "hallo" and is "hello"');
  });

  it("compares what the import makes of the document, and why it refuses one", async () => {
    assert.equal((await run({ expectImport: { resources: ["/", "/a"], api: { name: "t" } } })).failure, undefined);
    assert.match((await run({ expectImport: { resources: ["/"] } })).failure ?? "", /^resources should be/);
    assert.match((await run({ expectImport: { error: { status: 400 } } })).failure ?? "", /was accepted/);
    const refused = {
      openapi: document("x", "http"),
      expectImport: { error: { status: 400, message: { $regex: "HttpMethod" } } },
    };
    assert.equal((await run(refused)).failure, undefined);
    assert.match(
      (await run({ openapi: document("x", "http") })).failure ?? "",
      /^the import was refused: Errors found/,
    );
  });

  it("reports by theme, does not count what is doubtful, and ends with the sum", async () => {
    const failing = { steps: [step({ status: 201 })] };
    const cases = [await run({}), await run(failing), await run({ ...failing, doubtful: "perhaps" })];
    const themes = [{ name: "mine", cases }];
    assert.deepEqual(totals(themes), { passed: 1, failed: 1, doubtful: 1, notRun: 0 });
    assert.match(
      report(themes),
      /^theme\s+passed\s+failed\nmine\s+1\s+1\n[\s\S]*\n1 passed, 1 failed \(and 1 doubtful\)$/,
    );
  });
});
