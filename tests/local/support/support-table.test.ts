import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { supportTable } from "../../../local/support/support-table";
import { survey } from "../../../local/support/survey";

describe("the support table", () => {
  it("is up to date: run `npm run docs` when this fails", () => {
    const written = readFileSync(join(__dirname, "../../../docs/support.md"), "utf8");
    assert.equal(written, supportTable(survey()));
  });

  it("knows the operations, resource types, refusals and evidence of a service", () => {
    const { services, recorded, behaviours, refusals } = survey();
    const sqs = services.find(({ name }) => name === "sqs");
    assert.ok(sqs?.operations.includes("SendMessage"));
    assert.ok(sqs?.resources.includes("aws:sqs/queue:Queue"));
    assert.ok(recorded.includes("aws:cloudwatch/metricAlarm:MetricAlarm"));
    assert.ok(!recorded.includes("aws:sqs/queue:Queue"));
    assert.ok(refusals.some(({ text }) => text.includes("is not emulated by the local cloud")));
    assert.ok(behaviours.some(({ file, kind }) => file.startsWith("services/apigateway/") && kind === "observed"));
  });
});
