import assert from "node:assert/strict";
import { ACCESS_LOG_FIELDS, ACCESS_LOG_FORMAT } from "../../../../components/logic/rest-api/monitoring/access-log";

describe("the access log format", () => {
  it("is one line of JSON whatever the values are, absent ones too, and below the limit of 3 KB", () => {
    const line = ACCESS_LOG_FORMAT.replace(/\$context\.[A-Za-z.]+/g, "-");
    assert.deepEqual(JSON.parse(line), Object.fromEntries(Object.keys(ACCESS_LOG_FIELDS).map((field) => [field, "-"])));
    assert.ok(!ACCESS_LOG_FORMAT.includes("\n"));
    assert.ok(Buffer.byteLength(ACCESS_LOG_FORMAT) < 3 * 1024);
  });

  it("holds the request's id, which API Gateway demands", () => {
    assert.equal(ACCESS_LOG_FIELDS.requestId, "requestId");
  });

  it("holds nothing that a client may fill with quotation marks", () => {
    const free = ["path", "identity.userAgent", "error.message", "authorizer.principalId", "identity.apiKey"];
    assert.deepEqual(
      Object.values(ACCESS_LOG_FIELDS).filter((variable) => free.includes(variable)),
      [],
    );
  });
});
