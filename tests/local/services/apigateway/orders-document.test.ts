import assert from "node:assert/strict";
import { sqsSendMessageIntegration } from "../../../../components/logic/api/sqs-integration";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { gatewayFor } from "./gateway-fixture";

const NAME = "orders";
const QUEUE = `arn:aws:sqs:eu-west-1:000000000000:${NAME}`;

describe("apigateway: the integration that sends a body to a queue", () => {
  let cloud: TestCloud;
  let role: string;

  beforeEach(async () => {
    cloud = await startTestCloud();
    await cloud.resource("aws:sqs/queue:Queue").create({ name: NAME }, resourceContext(NAME));
    const allow = [{ Effect: "Allow" as const, Action: "sqs:SendMessage", Resource: QUEUE }];
    role = await cloud.role("gateway", allow, "apigateway.amazonaws.com");
  });
  afterEach(() => cloud.close());

  const start = (credentials = role) => {
    const { extension, methodResponses } = sqsSendMessageIntegration({
      queueName: NAME,
      account: "000000000000",
      region: "eu-west-1",
      partition: "aws",
      credentials,
    });
    const responses = Object.fromEntries(
      Object.entries(methodResponses).map(([status, { description, headers = [] }]) => [
        status,
        { description, headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: "string" } }])) },
      ]),
    );
    const post = { responses, "x-amazon-apigateway-integration": extension };
    const { cloud: services, access } = cloud;
    return gatewayFor(
      { "/orders": { post } },
      {},
      {
        backends: {
          service: (name) => services.directory.service(name),
          principal: (arn) => access.servicePrincipal(arn, "apigateway.amazonaws.com"),
        },
      },
    );
  };
  const json = { "Content-Type": "application/json" };
  const received = async () =>
    (await cloud.cloud.directory.sqs.queues.receive(QUEUE, { max: 10, waitMs: 0 })).map(({ body }) => body);

  it("keeps hostile bodies to the letter", async () => {
    const { send } = start();
    const bodies = [
      '{"a":"&DelaySeconds=900&MessageBody=other"}',
      '{"a":"%26 + %2B \\u0000 \\ud800"}',
      '{"quotes":"\\"\'","lines":"a\\nb","emoji":"😀","dollar":"$input.body #set"}',
      "a\tb\n\r\n   ",
    ];
    for (const body of bodies) assert.equal((await send("POST", "/test/orders", json, body)).status, 202);
    assert.deepEqual((await received()).sort(), [...bodies].sort());
  });

  it("answers with the id that SQS gave and with its own", async () => {
    const answer = await start().send("POST", "/test/orders", json, "{}");
    const { messageId, requestId } = JSON.parse(answer.body);
    assert.match(messageId, /^[0-9a-f-]{36}$/);
    assert.equal(requestId, answer.header("x-amzn-RequestId"));
  });

  it("replaces bytes that are no UTF-8, as AWS does with text", async () => {
    assert.equal((await start().send("POST", "/test/orders", json, Buffer.from([0x22, 0xff, 0x22]))).status, 202);
    assert.deepEqual(await received(), ['"\ufffd"']);
  });

  it("sends nothing of another content type", async () => {
    assert.equal((await start().send("POST", "/test/orders", { "Content-Type": "text/plain" }, "x")).status, 415);
    assert.deepEqual(await received(), []);
  });

  it("makes no 2xx of what SQS refuses: bad characters 400, no permission 503", async () => {
    assert.equal((await start().send("POST", "/test/orders", json, '"\u0000"')).status, 400);
    const powerless = await cloud.role("powerless", [], "apigateway.amazonaws.com");
    const refused = await start(powerless).send("POST", "/test/orders", json, "{}");
    assert.deepEqual([refused.status, refused.header("Retry-After")], [503, "5"]);
  });

  it("answers 500 when the role does not trust API Gateway, and names the role in the log", async () => {
    const other = await cloud.role("other", []);
    const { send, executionLog } = start(other);
    assert.equal((await send("POST", "/test/orders", json, "{}")).status, 500);
    assert.match(executionLog[0] ?? "", /does not have permission to assume the provided role .*role\/other/);
  });
});
