import assert from "node:assert/strict";
import fc from "fast-check";
import { renderMapping } from "../../../../local/services/apigateway/vtl/render-mapping";
import { sendMessage } from "../../logic/rest-api/targets";

interface Response {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

const { extension } = sendMessage();
// The shape of an `x-amazon-apigateway-integration`, which the contract leaves open.
const responses = extension.responses as Readonly<Record<string, Response>>;
const requestTemplate = (extension.requestTemplates as Record<string, string>)["application/json"] ?? "";

const render = (template: string, body: string) =>
  renderMapping(template, {
    input: { body, params: { path: {}, querystring: {}, header: {} } },
    context: { requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef" },
    stageVariables: {},
  });

/** As the gateway: the status against the patterns, then the template, which may change status and headers. */
const answerTo = (status: number, body: unknown) => {
  const pattern = Object.keys(responses).find(
    (key) => key !== "default" && new RegExp(`^(?:${key})$`).test(String(status)),
  );
  const response = responses[pattern ?? "default"];
  assert.ok(response);
  const { text, overrides } = render(response.responseTemplates["application/json"] ?? "", JSON.stringify(body));
  const header = response.responseParameters?.["method.response.header.Retry-After"]?.replaceAll("'", "");
  return {
    status: Number(overrides.response.status ?? response.statusCode),
    retryAfter: overrides.response.header["Retry-After"] ?? header,
    body: JSON.parse(text),
  };
};

const failure = (Code: string, Message = "") => ({ Error: { Type: "Sender", Code, Message }, RequestId: "x" });

describe("the integration that sends a body to SQS", () => {
  it("addresses one queue, as the role, and takes no other content type", () => {
    const { requestTemplates: _, responses: __, ...rest } = extension;
    assert.deepEqual(rest, {
      type: "aws",
      httpMethod: "POST",
      uri: "arn:aws:apigateway:eu-west-1:sqs:path/000000000000/orders",
      credentials: "arn:aws:iam::000000000000:role/gateway",
      passthroughBehavior: "never",
      requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
    });
    assert.deepEqual(Object.keys(extension.requestTemplates as object), ["application/json"]);
  });

  const HOSTILE = [
    '{"a":"&DelaySeconds=900&QueueUrl=http://evil"}',
    '{"a":"100%26 + 1"}',
    `{"a":"it's \\"quoted\\" \\\\ "}`,
    '{"a":"line\\nline\\u0000\\ud800"}',
    '{\n  "a": "#set($x = 1) $input.body $context.requestId"\n}',
    '{"a":"Größe 😀"}',
    " ",
  ];
  const sent = (body: string) => [...new URLSearchParams(render(requestTemplate, body).text)];
  const expected = (body: string) => [
    ["Action", "SendMessage"],
    ["MessageBody", body],
    ["MessageAttribute.1.Name", "requestId"],
    ["MessageAttribute.1.Value.DataType", "String"],
    ["MessageAttribute.1.Value.StringValue", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"],
  ];
  for (const body of HOSTILE)
    it(`sends to the letter, and nothing beside it: ${body.replaceAll("\n", "\\n")}`, () => {
      assert.deepEqual(sent(body), expected(body));
    });

  it("sends any body to the letter", () => {
    const body = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.isWellFormed());
    fc.assert(fc.property(body, (text) => assert.deepEqual(sent(text), expected(text))));
  });

  it("answers 202 with both ids once SQS has the message", () => {
    const taken = { SendMessageResponse: { SendMessageResult: { MessageId: "m-1", MD5OfMessageBody: "0" } } };
    assert.deepEqual(answerTo(200, taken), {
      status: 202,
      retryAfter: undefined,
      body: { messageId: "m-1", requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef" },
    });
  });

  it("answers 400 for characters that SQS refuses, without an invitation to try again", () => {
    assert.deepEqual(answerTo(400, failure("InvalidMessageContents", "Invalid characters found")), {
      status: 400,
      retryAfter: undefined,
      body: { message: "The message contains characters that the queue does not accept" },
    });
  });

  it("answers 413 for a body over the queue's limit, whatever that limit is", () => {
    for (const limit of [262_144, 1_048_576]) {
      const reason = `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`;
      assert.deepEqual(answerTo(400, failure("InvalidParameterValue", reason)), {
        status: 413,
        retryAfter: undefined,
        body: { message: "The message is too long" },
      });
    }
  });

  const OURS: readonly (readonly [what: string, status: number, body: unknown])[] = [
    [
      "another invalid parameter",
      400,
      failure("InvalidParameterValue", "Value for parameter DelaySeconds is invalid."),
    ],
    [
      "a queue that is gone",
      400,
      failure("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist."),
    ],
    ["throttling", 400, failure("RequestThrottled")],
    ["an error without code or message", 400, {}],
    ["an error with a code and no message", 400, { Error: { Code: "InvalidParameterValue" } }],
    ["a role without the right", 403, failure("AccessDenied")],
    ["a redirect", 301, {}],
    ["an SQS that is down", 503, failure("ServiceUnavailable")],
  ];
  for (const [what, status, body] of OURS)
    it(`answers 503 with Retry-After for ${what}`, () => {
      assert.deepEqual(answerTo(status, body), {
        status: 503,
        retryAfter: "5",
        body: { message: "Service Unavailable" },
      });
    });

  it("never makes a 2xx of anything but a 2xx", () => {
    const code = fc.constantFrom("InvalidMessageContents", "InvalidParameterValue", "Anything", "");
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), code, fc.string(), (status, Code, Message) => {
        assert.ok(answerTo(status, failure(Code, Message)).status >= 400);
      }),
    );
  });
});
