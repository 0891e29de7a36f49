import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:inbox";
const DEAD = "arn:aws:sqs:eu-west-1:000000000000:dead";
const PATTERN = JSON.stringify({ source: ["shop"] });

describe("eventbridge: delivery", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());

  const call = (name: string, input: object) => jsonCall(cloud, "events", `AWSEvents.${name}`, input);
  const put = (detail: object, entry: object = {}) =>
    call("PutEvents", {
      Entries: [{ Source: "shop", DetailType: "Made", Detail: JSON.stringify(detail), ...entry }],
    });
  const make = (type: string, name: string, inputs: object) =>
    cloud.resource(type).create({ ...inputs }, resourceContext(name));
  const queue = (name: string, rule = "*") =>
    make("aws:sqs/queue:Queue", name, {
      name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: `arn:aws:sqs:eu-west-1:000000000000:${name}`,
            Condition: { ArnLike: { "aws:SourceArn": `arn:aws:events:eu-west-1:000000000000:rule/${rule}` } },
          },
        ],
      }),
    });
  const rule = async (target: object, about: object = { eventPattern: PATTERN }) => {
    await make("aws:cloudwatch/eventRule:EventRule", "made", { name: "made", ...about });
    await make("aws:cloudwatch/eventTarget:EventTarget", "made", {
      rule: "made",
      targetId: "one",
      arn: QUEUE,
      ...target,
    });
  };
  const bodies = (arn: string) => cloud.sqs.queues.messages(arn).map(({ body }) => body);
  const settled = async () => {
    for (let n = 0; n < 30; n += 1) await turn();
  };

  it("brings an event to the targets of the rules that it fits", async () => {
    await queue("inbox");
    await rule({ inputPath: "$.detail" });
    await put({ id: 1 });
    await put({ id: 2 }, { Source: "other" });
    await settled();
    assert.deepEqual(bodies(QUEUE), ['{"id":1}']);
  });

  it("brings it to targets that were made and removed at once", async () => {
    await queue("inbox");
    await rule({ inputPath: "$.detail" });
    const target = (targetId: string) =>
      make("aws:cloudwatch/eventTarget:EventTarget", targetId, {
        rule: "made",
        targetId,
        arn: QUEUE,
        input: `"${targetId}"`,
      });
    const [two] = await Promise.all([
      target("two"),
      target("three"),
      call("PutTargets", { Rule: "made", Targets: [{ Id: "four", Arn: QUEUE, Input: '"four"' }] }),
    ]);
    await put({ id: 1 });
    await settled();
    assert.deepEqual(bodies(QUEUE).sort(), ['"four"', '"three"', '"two"', '{"id":1}']);
    const remove = cloud.resource("aws:cloudwatch/eventTarget:EventTarget").delete(two.id, two.outputs);
    await Promise.all([remove, call("RemoveTargets", { Rule: "made", Ids: ["three"] })]);
    await put({ id: 2 });
    await settled();
    assert.deepEqual(bodies(QUEUE).slice(4).sort(), ['"four"', '{"id":2}']);
  });

  it("hands what a target refuses to the dead-letter queue at once, and says why", async () => {
    await queue("inbox", "another");
    await queue("dead");
    await rule({ deadLetterConfig: { arn: DEAD } });
    await put({ id: 1 });
    await settled();
    const [message] = cloud.sqs.queues.messages(DEAD);
    assert.deepEqual(JSON.parse(message?.body ?? "{}").detail, { id: 1 });
    const told = Object.entries(message?.attributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]);
    assert.deepEqual(Object.fromEntries(told), {
      RULE_ARN: "arn:aws:events:eu-west-1:000000000000:rule/made",
      TARGET_ARN: QUEUE,
      ERROR_CODE: "AccessDenied",
      ERROR_MESSAGE: `the policy of ${QUEUE} does not let events.amazonaws.com send for arn:aws:events:eu-west-1:000000000000:rule/made`,
      RETRY_ATTEMPTS: "0",
    });
  });

  it("passes events on to another bus, which a role must allow, and ends circles", async () => {
    await queue("inbox");
    const { outputs } = await make("aws:cloudwatch/eventBus:EventBus", "others", { name: "others" });
    const roleArn = await cloud.role(
      "passing",
      [{ Effect: "Allow", Action: "events:PutEvents", Resource: String(outputs.arn) }],
      "events.amazonaws.com",
    );
    await rule({ arn: outputs.arn, roleArn });
    await make("aws:cloudwatch/eventRule:EventRule", "seen", {
      name: "seen",
      eventBusName: "others",
      eventPattern: PATTERN,
    });
    await make("aws:cloudwatch/eventTarget:EventTarget", "seen", {
      rule: "seen",
      eventBusName: "others",
      targetId: "one",
      arn: QUEUE,
      inputPath: "$.detail",
    });
    await put({ id: 1 });
    await settled();
    assert.deepEqual(bodies(QUEUE), ['{"id":1}']);
  });

  it("fires schedules, and none of a rule that is disabled or gone", async () => {
    await queue("inbox");
    await rule({ input: '"tick"' }, { scheduleExpression: "rate(1 minute)" });
    cloud.clock.advanceBy(150_000);
    await settled();
    assert.deepEqual(bodies(QUEUE), ['"tick"', '"tick"']);
    await call("DisableRule", { Name: "made" });
    cloud.clock.advanceBy(150_000);
    await settled();
    assert.equal(bodies(QUEUE).length, 2);
  });

  it("keeps events for a replay", async () => {
    await queue("inbox");
    await rule({ inputPath: "$.detail" });
    const bus = "arn:aws:events:eu-west-1:000000000000:event-bus/default";
    await make("aws:cloudwatch/eventArchive:EventArchive", "kept", { name: "kept", eventSourceArn: bus });
    await put({ id: 1 });
    await put({ id: 2 }, { Time: 1 });
    const now = cloud.clock.now() / 1000;
    await call("StartReplay", {
      ReplayName: "again",
      EventSourceArn: "arn:aws:events:eu-west-1:000000000000:archive/kept",
      EventStartTime: now - 60,
      EventEndTime: now + 60,
      Destination: { Arn: bus },
    });
    await settled();
    assert.deepEqual(bodies(QUEUE), ['{"id":1}', '{"id":2}', '{"id":1}']);
    assert.equal((await call("DescribeReplay", { ReplayName: "again" })).body.State, "COMPLETED");
  });

  it("asks the policy of the bus, too", async () => {
    const role = await cloud.role("putting", [{ Effect: "Allow", Action: "events:PutEvents", Resource: "*" }]);
    const policy = (Effect: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect,
            Principal: { AWS: role },
            Action: "events:PutEvents",
            Resource: "arn:aws:events:eu-west-1:000000000000:event-bus/default",
          },
        ],
      });
    const credentials = cloud.access.assumeRole(role, "one");
    const asRole = () =>
      jsonCall(
        cloud,
        "events",
        "AWSEvents.PutEvents",
        { Entries: [{ Source: "shop", DetailType: "Made", Detail: "{}" }] },
        credentials,
      );
    assert.equal((await asRole()).status, 200);
    await make("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy", { policy: policy("Deny") });
    assert.equal((await asRole()).body.__type, "AccessDeniedException");
  });

  it("refuses at deployment what nothing here executes", () => {
    const { check } = cloud.resource("aws:cloudwatch/eventTarget:EventTarget");
    const arn = "arn:aws:events:eu-west-1:000000000000:api-destination/a/b";
    assert.match(String(check?.({ rule: "r", arn })[0]?.reason), /is not emulated by the local cloud/);
    assert.match(String(check?.({ rule: "r", arn: `${QUEUE}.fifo` })[0]?.reason), /SqsParameters must be specified/);
  });
});
