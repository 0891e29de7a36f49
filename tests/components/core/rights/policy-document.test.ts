import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { resolved } from "serverless-tiers-local/testing";
import type { Grant } from "../../../../components/core/rights/link";
import { policyDocument, trustPolicy } from "../../../../components/core/rights/policy-document";

const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:orders";

const document = async (...grants: Grant[]) => JSON.parse(await resolved(policyDocument(grants)));

describe("policies", () => {
  it("hold one statement for each grant, to the letter", async () => {
    const send: Grant = { actions: ["sqs:SendMessage"], resources: [pulumi.output(QUEUE)] };
    const invoke: Grant = {
      actions: ["lambda:InvokeFunction"],
      resources: ["arn:a", "arn:b"],
      condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
    };
    assert.deepEqual(await document(send, invoke), {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [QUEUE] },
        {
          Effect: "Allow",
          Action: ["lambda:InvokeFunction"],
          Resource: ["arn:a", "arn:b"],
          Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
        },
      ],
    });
  });

  it("name the members of a list that is only known later", async () => {
    const made = await document({
      actions: ["sqs:SendMessage"],
      resources: ["arn:a", pulumi.output(["arn:b", "arn:c"])],
    });
    assert.deepEqual(made.Statement[0].Resource, ["arn:a", "arn:b", "arn:c"]);
  });

  it("refuse wildcards, all resources where AWS knows narrower ones, and nothing at all", () => {
    const refused: [Grant[], RegExp][] = [
      [[], /a policy needs at least one grant/],
      [[{ actions: [], resources: [QUEUE] }], /a grant names no action or no resource/],
      [
        [{ actions: ["sqs:SendMessage"], resources: [] }],
        /the grant of sqs:SendMessage names no action or no resource/,
      ],
      [[{ actions: ["sqs:*"], resources: [QUEUE] }], /the grant of sqs:\* must name each action in full/],
      [[{ actions: ["sqs:Send*"], resources: [QUEUE] }], /must name each action in full/],
      [
        [{ actions: ["xray:PutTraceSegments", "sqs:SendMessage"], resources: ["*"] }],
        /must name resources: AWS allows narrower ones than \* for sqs:SendMessage$/,
      ],
    ];
    for (const [grants, message] of refused) assert.throws(() => policyDocument(grants), message);
  });

  it("may be on all resources for the actions that know none", async () => {
    const made = await document({ actions: ["xray:PutTraceSegments"], resources: ["*"] });
    assert.deepEqual(made.Statement, [{ Effect: "Allow", Action: ["xray:PutTraceSegments"], Resource: ["*"] }]);
  });

  it("of a role trust one service", async () => {
    assert.deepEqual(JSON.parse(await resolved(trustPolicy("lambda.amazonaws.com"))), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
  });
});
