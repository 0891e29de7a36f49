import assert from "node:assert/strict";
import { type Lambda, resourceContext, startLambda } from "./deployed";

const ARN = "arn:aws:sqs:eu-west-1:000000000000:";
const HANDLER = `exports.handler = async (event) => {
  if (event.poison) throw new TypeError("poison");
  return { done: event.id };
};`;

describe("events that nobody waits for", () => {
  let lambda: Lambda;
  before(async () => {
    lambda = startLambda();
    const { resources } = lambda.cloud.directory.sqs;
    const queue = resources.find(({ type }) => type.endsWith(":Queue"));
    for (const name of ["failed", "done"]) await queue?.create({ name }, resourceContext(name));
    await lambda.deploy("work", HANDLER, { publish: true });
    await lambda.create("Alias", "live", { name: "live", functionName: "work", functionVersion: "1" });
  });
  after(async () => {
    await lambda.cloud.directory.sqs.stop?.();
    await lambda.close();
  });

  const principal = () => lambda.cloud.access.find(lambda.cloud.access.administrator.accessKeyId)?.principal;
  const send = async (name: string, event: object) => {
    const as = { principal: principal() ?? assert.fail() };
    await lambda.service.functions.invoke(name, JSON.stringify(event), { as, asynchronous: true });
  };
  const received = async (queue: string) => {
    const { handle } = lambda.cloud.directory.sqs;
    const { body } = await (handle ?? assert.fail())({
      principal: principal() ?? assert.fail(),
      method: "POST",
      url: "/",
      requestId: "r",
      headers: { "x-amz-target": "AmazonSQS.ReceiveMessage", "content-type": "application/x-amz-json-1.0" },
      body: Buffer.from(JSON.stringify({ QueueUrl: `http://127.0.0.1:1/000000000000/${queue}`, WaitTimeSeconds: 5 })),
    });
    const { Messages = [] } = JSON.parse(body.toString());
    return Messages.map(({ Body }: { Body: string }) => JSON.parse(Body));
  };

  it("go, after the last try, where the configuration of that alias says, with what the function said", async () => {
    await lambda.create("FunctionEventInvokeConfig", "config", {
      functionName: "work",
      qualifier: "live",
      maximumRetryAttempts: 0,
      destinationConfig: { onFailure: { destination: `${ARN}failed` }, onSuccess: { destination: `${ARN}done` } },
    });
    await send("work:live", { id: 1, poison: true });
    const [failed] = await received("failed");
    const { requestContext, requestPayload, responseContext, responsePayload } = failed;
    assert.deepEqual(requestPayload, { id: 1, poison: true });
    assert.equal(requestContext.condition, "RetriesExhausted");
    assert.equal(requestContext.approximateInvokeCount, 1);
    assert.match(requestContext.functionArn, /:function:work:live$/);
    assert.deepEqual(responseContext, { statusCode: 200, executedVersion: "1", functionError: "Unhandled" });
    assert.deepEqual([responsePayload.errorType, responsePayload.errorMessage], ["TypeError", "poison"]);
    await send("work:live", { id: 2 });
    const [done] = await received("done");
    assert.deepEqual(
      [done.requestContext.condition, done.requestPayload, done.responsePayload],
      ["Success", { id: 2 }, { done: 2 }],
    );
  });

  it("of another qualifier have no such configuration, and are tried again", async () => {
    await send("work", { id: 3, poison: true });
    for (let tries = 0; !lambda.lines("lambda").some((line) => line.includes("comes again in 60 seconds")); tries++) {
      assert.ok(tries < 500, "it is not tried again");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

  it("may not be sent where the local cloud sends none", () => {
    const destination = "arn:aws:s3:::events";
    assert.deepEqual(
      lambda.check("FunctionEventInvokeConfig", {
        functionName: "work",
        destinationConfig: { onFailure: { destination } },
      }),
      [`destinationConfig.onFailure ${destination} is not emulated by the local cloud as a destination of events`],
    );
  });
});
