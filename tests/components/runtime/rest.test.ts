import assert from "node:assert/strict";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { callerVariable, writeRule } from "../../../components/contracts/caller";
import { Problem } from "../../../components/runtime/problem";
import { json, noContent, rest } from "../../../components/runtime/rest";

const answerOf = (work: () => unknown, called: object = {}) => {
  const logged: unknown[] = [];
  const log = { warn: (message: string, fields?: object) => void logged.push([message, fields]) };
  const requestContext = { requestId: "r-1", httpMethod: "GET", resourcePath: "/shows" };
  const event = { requestContext, ...called } as unknown as APIGatewayProxyEvent;
  const answer = rest(async () => work() as ReturnType<typeof json>, log)(event, {} as Context);
  return { answer, logged };
};
const failing = (error: unknown) =>
  answerOf(() => {
    throw error;
  });

describe("a handler behind API Gateway", () => {
  it("answers what it says", async () => {
    assert.deepEqual(await answerOf(() => json(200, { n: 1 }, { A: "b" })).answer, {
      statusCode: 200,
      headers: { "Content-Type": "application/json", A: "b" },
      body: '{"n":1}',
    });
    assert.deepEqual(await answerOf(noContent).answer, { statusCode: 204, body: "" });
  });

  it("lets in whom the route names: no token of another client, and none at all where the route has a rule", async () => {
    const rule = writeRule({ token: "access", clients: ["app"], groups: [] });
    const ask = async (claims: object | undefined, path = "/shows") => {
      const stageVariables = { [callerVariable("GET", path)]: rule };
      let reached = 0;
      const work = () => {
        reached += 1;
        return json(200, {});
      };
      const requestContext = { httpMethod: "GET", resourcePath: "/shows", authorizer: claims && { claims } };
      const { statusCode } = await answerOf(work, { stageVariables, requestContext }).answer;
      return [statusCode, reached];
    };
    const claims = { sub: "1", token_use: "access", client_id: "app" };
    assert.deepEqual(await ask(claims), [200, 1]);
    for (const wrong of [{ ...claims, client_id: "other" }, { ...claims, token_use: "id", aud: "app" }, undefined])
      assert.deepEqual(await ask(wrong), [401, 0]);
    const ruleOfAnother = "/shows/{showId}";
    assert.deepEqual(await ask(claims, ruleOfAnother), [401, 0]);
    assert.deepEqual(await ask(undefined, ruleOfAnother), [200, 1]);
  });

  it("answers a problem as RFC 9457 says, which what is more cannot change", async () => {
    const plain = await failing(new Problem(404, "There is no such show.")).answer;
    assert.deepEqual(plain.headers, { "Content-Type": "application/problem+json" });
    assert.equal(
      plain.body,
      '{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no such show."}',
    );
    const options = {
      type: "urn:problem-type:sold-out",
      title: "Sold out",
      more: { seatsLeft: 1, status: 200 },
      headers: { "Retry-After": "9" },
      cause: new Error("secret"),
    };
    const { statusCode, headers, body } = await failing(new Problem(409, "One is left.", options)).answer;
    assert.deepEqual([statusCode, headers?.["Retry-After"]], [409, "9"]);
    assert.deepEqual(JSON.parse(body), {
      type: "urn:problem-type:sold-out",
      title: "Sold out",
      status: 409,
      detail: "One is left.",
      seatsLeft: 1,
    });
  });

  it("answers 503 for a service that is throttled or fails, and tells the log why, not the client", async () => {
    const named = (name: string, more: object = {}) => Object.assign(new Error("table shows-1a2b"), { name, ...more });
    for (const error of [
      named("ProvisionedThroughputExceededException"),
      named("ThrottlingException"),
      named("InternalServerError", { $metadata: { httpStatusCode: 500 } }),
      named("Error", { code: "ECONNREFUSED" }),
      named("TransactionCanceledException", {
        CancellationReasons: [{ Code: "None" }, { Code: "TransactionConflict" }],
      }),
    ]) {
      const { answer, logged } = failing(error);
      const { statusCode, headers, body } = await answer;
      assert.deepEqual(
        [statusCode, headers?.["Retry-After"], headers?.["Content-Type"]],
        [503, "1", "application/problem+json"],
      );
      assert.doesNotMatch(body, /shows-1a2b/);
      assert.deepEqual(logged, [["service unavailable", { requestId: "r-1", reason: String(error) }]]);
    }
  });

  it("lets a defect through, so that Lambda counts it", async () => {
    const refused = Object.assign(new Error("x"), { CancellationReasons: [{ Code: "ConditionalCheckFailed" }] });
    const denied = Object.assign(new Error("x"), { name: "AccessDeniedException", $metadata: { httpStatusCode: 400 } });
    for (const error of [new TypeError("defect"), denied, refused, "text", undefined])
      await assert.rejects(failing(error).answer, (thrown) => thrown === error);
  });
});
