import assert from "node:assert/strict";
import { join } from "node:path";
import { registered, the } from "serverless-tiers-local/testing";
import { EventRule, functionOf, LambdaFunction, RestApi } from "../../../../components";

const QUOTE = "arn:aws:lambda:eu-west-1:123456789012:function:quote:live";
const entry = join(__dirname, "echo.handler.ts");

describe("a function that somebody else made", () => {
  it("is called by an API, and by a rule, as a role that may do nothing else", async () => {
    const made = await registered(() => {
      new RestApi("shop", { routes: { "GET /quotes": { to: functionOf(QUOTE), auth: "none" } } });
      new EventRule("scan", { on: { awsSource: "aws.s3", detailType: "Object Created" }, to: functionOf(QUOTE) });
    });
    const statement = { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [QUOTE] };
    for (const policy of ["shop-policy", "scan-policy"]) {
      const { inputs } = the(made, "aws:iam/rolePolicy:RolePolicy", policy);
      assert.deepEqual(JSON.parse(String(inputs.policy)).Statement, [statement]);
    }
    const { body } = the(made, "aws:apigateway/restApi:RestApi", "shop").inputs;
    const { credentials, ...integration } = JSON.parse(String(body)).paths["/quotes"].get[
      "x-amazon-apigateway-integration"
    ];
    assert.match(credentials, /^arn:aws:iam::\d{12}:role\/shop-role-/);
    assert.deepEqual(integration, {
      type: "aws_proxy",
      httpMethod: "POST",
      uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${QUOTE}/invocations`,
    });
    const target = the(made, "aws:cloudwatch/eventTarget:EventTarget", "scan-target").inputs;
    assert.deepEqual([target.arn, typeof target.roleArn], [QUOTE, "string"]);
    // Nobody here may change its policy.
    assert.equal(
      made.some(({ type }) => type === "aws:lambda/permission:Permission"),
      false,
    );
  });

  it("has in its own account the accounts that may call it", async () => {
    const made = await registered(() => new LambdaFunction("quote", { entry, accounts: ["123456789012"] }));
    const { inputs } = the(made, "aws:lambda/permission:Permission", "quote-account-123456789012");
    assert.deepEqual(
      [inputs.action, inputs.qualifier, inputs.principal],
      ["lambda:InvokeFunction", "live", "123456789012"],
    );
  });

  it("is refused for what names no function, and no account", () => {
    for (const arn of ["quote", "arn:aws:sqs:eu-west-1:123456789012:quote", `${QUOTE}:more`, 5, undefined])
      assert.throws(() => functionOf(arn as string), {
        name: "ArgsError",
        message: /^functionOf: arn must be the ARN of a function/,
      });
    assert.throws(() => new LambdaFunction("quote", { entry, accounts: ["1234"] }), {
      message: 'quote: accounts[0] must be the id of an account, twelve digits (it is "1234")',
    });
  });
});
