import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { Alarms } from "../../../../components/operations/alarms/alarms";

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const COMPONENT = "serverless-tiers:index:Alarms alarms";

describe("Alarms", () => {
  it("is a topic that CloudWatch can publish to, unencrypted and TLS only", async () => {
    let alarms: Alarms | undefined;
    const made = await registered(() => {
      alarms = new Alarms("alarms");
    });
    assert.deepEqual(listed(made), [`${TOPIC} alarms`, `${POLICY} alarms-policy`, COMPONENT]);
    assert.deepEqual(the(made, TOPIC, "alarms").inputs, {});
    assert.ok(alarms);
    const arn = await resolved(alarms.topicArn);
    const { inputs } = the(made, POLICY, "alarms-policy");
    assert.equal(inputs.arn, arn);
    assert.deepEqual(JSON.parse(String(inputs.policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowAlarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: arn,
          Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
        },
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    const { alarmActions, okActions } = alarms.notify();
    assert.deepEqual(await Promise.all([...alarmActions, ...okActions].map(resolved)), [arn, arn]);
  });

  it("writes to whoever is named", async () => {
    const made = await registered(() => new Alarms("alarms", { email: "on-call@example.com" }));
    assert.deepEqual(listed(made), [
      `${TOPIC} alarms`,
      `${POLICY} alarms-policy`,
      `${SUBSCRIPTION} alarms-email`,
      COMPONENT,
    ]);
    const { protocol, endpoint } = the(made, SUBSCRIPTION, "alarms-email").inputs;
    assert.deepEqual({ protocol, endpoint }, { protocol: "email", endpoint: "on-call@example.com" });
  });

  it("takes transforms; policies gain statements", async () => {
    const statement = {
      Effect: "Allow",
      Principal: { Service: "budgets.amazonaws.com" },
      Action: "sns:Publish",
      Resource: "*",
    };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const transform = { topic: { displayName: "Shop" }, policy: { policy } };
    const made = await registered(() => new Alarms("alarms", { transform }));
    assert.deepEqual(the(made, TOPIC, "alarms").inputs, { displayName: "Shop" });
    const { Statement } = JSON.parse(String(the(made, POLICY, "alarms-policy").inputs.policy));
    assert.equal(Statement.length, 3);
    assert.deepEqual(Statement[2], statement);
  });

  for (const email of ["", "on-call", "on call@example.com"])
    it(`refuses the address ${JSON.stringify(email)}, and registers nothing`, async () => {
      const made = await registered(() =>
        assert.throws(() => new Alarms("alarms", { email }), {
          name: "ArgsError",
          message: `alarms: email must be an e-mail address (it is ${JSON.stringify(email)})`,
        }),
      );
      assert.deepEqual(made, []);
    });
});
