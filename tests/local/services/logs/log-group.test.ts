import assert from "node:assert/strict";
import { logGroupType } from "../../../../local/services/logs/resources/log-group";
import { resourceContext } from "../lambda/deployed";

describe("a log group", () => {
  it("has the ARN and the name that AWS would give it", async () => {
    const { id, outputs } = await logGroupType.create(
      { name: "/aws/lambda/a", retentionInDays: 7 },
      resourceContext("a"),
    );
    assert.equal(id, "/aws/lambda/a");
    assert.equal(outputs.arn, "arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/a");
    assert.equal(outputs.retentionInDays, 7);
  });
});
