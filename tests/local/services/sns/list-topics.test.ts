import assert from "node:assert/strict";
import { SNS_QUERY_SHAPES } from "../../../../local/services/sns/query-shapes";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { signedCall } from "../../wire/signatures/signed-call";

const arn = (name: string) => `arn:aws:sns:eu-west-1:000000000000:${name}`;

describe("sns: list topics", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());

  const create = (name: string) => cloud.resource("aws:sns/topic:Topic").create({ name }, resourceContext(name));
  const list = (form: Record<string, string> = {}) =>
    signedCall(cloud, {
      service: "sns",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: new URLSearchParams({ Action: "ListTopics", ...form }).toString(),
    });

  it("answers all topics by their names", async () => {
    await create("news");
    await create("alarms");
    const { body } = await list();
    assert.deepEqual(body.ListTopicsResponse.ListTopicsResult, {
      NextToken: null,
      Topics: [{ TopicArn: arn("alarms") }, { TopicArn: arn("news") }],
    });
  });

  it("writes each as a member in XML", () => {
    const Topics = [{ TopicArn: arn("news") }];
    assert.deepEqual(SNS_QUERY_SHAPES.xml("ListTopics", { Topics, NextToken: "t" }), {
      Topics: { member: Topics },
      NextToken: "t",
    });
  });

  it("answers a hundred at a time", async () => {
    for (let at = 100; at <= 200; at += 1) await create(`t${at}`);
    const first = (await list()).body.ListTopicsResponse.ListTopicsResult;
    assert.equal(first.Topics.length, 100);
    const second = (await list({ NextToken: first.NextToken })).body.ListTopicsResponse.ListTopicsResult;
    assert.deepEqual(second, { NextToken: null, Topics: [{ TopicArn: arn("t200") }] });
  });
});
