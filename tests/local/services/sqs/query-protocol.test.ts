import assert from "node:assert/strict";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const REQUEST_ID = "00000000-0000-0000-0000-00000000000f";
const ARN = "arn:aws:sqs:eu-west-1:000000000000:inbox";

describe("sqs: the query protocol, as API Gateway speaks it", () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await startTestCloud();
    await cloud.resource("aws:sqs/queue:Queue").create({ name: "inbox" }, resourceContext("inbox"));
  });
  afterEach(() => cloud.close());

  const post = async (form: string, { queue = "inbox", accept = "application/json", roleArn = "" } = {}) => {
    const administrator = cloud.access.find(cloud.access.administrator.accessKeyId)?.principal ?? assert.fail();
    const response = await cloud.sqs.handle?.({
      principal: roleArn ? cloud.principal(roleArn, "apigateway.amazonaws.com") : administrator,
      method: "POST",
      url: `/000000000000/${queue}`,
      headers: { "content-type": "application/x-www-form-urlencoded", accept },
      body: Buffer.from(form),
      requestId: REQUEST_ID,
    });
    return response ?? assert.fail();
  };
  const received = () => cloud.cloud.directory.sqs.queues.receive(ARN, { max: 10, waitMs: 0 });

  it("answers SendMessage in JSON, with nulls, when asked for JSON", async () => {
    const { status, body, headers } = await post("Action=SendMessage&MessageBody=%7B%7D");
    assert.equal(status, 200);
    assert.equal(headers?.["content-type"], "application/json");
    const [message] = await received();
    assert.deepEqual(JSON.parse(String(body)), {
      SendMessageResponse: {
        SendMessageResult: {
          MD5OfMessageAttributes: null,
          MD5OfMessageBody: "99914b932bd37a50b983c5e7c90ae93b",
          MD5OfMessageSystemAttributes: null,
          MessageId: message?.id,
          SequenceNumber: null,
        },
        ResponseMetadata: { RequestId: REQUEST_ID },
      },
    });
  });

  it("answers in XML otherwise", async () => {
    await post("Action=SendMessage&MessageBody=a%26b", { accept: "*/*" });
    const { body } = await post("Action=ReceiveMessage&AttributeName.1=ApproximateReceiveCount", { accept: "*/*" });
    assert.match(
      String(body),
      /^<\?xml version="1.0"\?><ReceiveMessageResponse xmlns="http:\/\/queue.amazonaws.com\/doc\/2012-11-05\/"><ReceiveMessageResult><Message><MessageId>[0-9a-f-]{36}<\/MessageId><ReceiptHandle>[^<]+<\/ReceiptHandle><MD5OfBody>[0-9a-f]{32}<\/MD5OfBody><Body>a&amp;b<\/Body><Attribute><Name>ApproximateReceiveCount<\/Name><Value>1<\/Value><\/Attribute><\/Message><\/ReceiveMessageResult><ResponseMetadata>/,
    );
  });

  it("keeps the reserved characters of an encoded body, and + for a space", async () => {
    await post(`Action=SendMessage&MessageBody=${encodeURIComponent('{"t":"a&b=c+d 100%"}').replace(/%20/g, "+")}`);
    assert.deepEqual(
      (await received()).map(({ body }) => body),
      ['{"t":"a&b=c+d 100%"}'],
    );
  });

  it("lets an unencoded body add parameters, as AWS does", async () => {
    await post("Action=SendMessage&MessageBody=a&DelaySeconds=900");
    assert.deepEqual(await received(), []);
    assert.equal(cloud.cloud.directory.sqs.queues.count(ARN, "delayed"), 1);
  });

  for (const name of ["MessageAttribute", "MessageAttributes"]) {
    it(`reads attributes from ${name}.N.*`, async () => {
      await post(
        `Action=SendMessage&MessageBody=a&${name}.1.Name=origin&${name}.1.Value.DataType=String&${name}.1.Value.StringValue=web-shop`,
      );
      assert.deepEqual(
        (await received()).map(({ attributes }) => attributes),
        [{ origin: { DataType: "String", StringValue: "web-shop" } }],
      );
    });
  }

  it("reports errors in JSON with the query protocol's code", async () => {
    const { status, body } = await post("Action=SendMessage&MessageBody=a", { queue: "missing" });
    assert.equal(status, 400);
    assert.deepEqual(JSON.parse(String(body)), {
      Error: {
        Type: "Sender",
        Code: "AWS.SimpleQueueService.NonExistentQueue",
        Message: "The specified queue does not exist for this wsdl version.",
      },
      RequestId: REQUEST_ID,
    });
  });

  it("reports characters that SQS does not take, and a body over the limit", async () => {
    const nul = await post("Action=SendMessage&MessageBody=%00");
    assert.deepEqual([nul.status, JSON.parse(String(nul.body)).Error.Code], [400, "InvalidMessageContents"]);
    const long = await post(`Action=SendMessage&MessageBody=${"x".repeat(1_048_577)}`);
    assert.equal(long.status, 400);
    assert.match(JSON.parse(String(long.body)).Error.Message, /Message must be shorter than 1048576 bytes/);
  });

  it("lets a role send to its queue alone, and says what it lacks elsewhere", async () => {
    const roleArn = await cloud.role(
      "gateway",
      [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: ARN }],
      "apigateway.amazonaws.com",
    );
    assert.equal((await post("Action=SendMessage&MessageBody=a", { roleArn })).status, 200);
    const { status, body } = await post("Action=ReceiveMessage", { roleArn });
    assert.equal(status, 403);
    assert.deepEqual(JSON.parse(String(body)).Error, {
      Type: "Sender",
      Code: "AccessDenied",
      Message: `User: arn:aws:sts::000000000000:assumed-role/gateway/BackplaneAssumeRoleSession is not authorized to perform: sqs:receivemessage on resource: ${ARN} because no identity-based policy allows the sqs:receivemessage action`,
    });
  });
});
