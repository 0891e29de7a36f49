import assert from "node:assert/strict";
import type { FunctionInvoker } from "../../../../../local/services/lambda/invoker";
import { GUARD, gatewayFor, mock } from "../gateway-fixture";

const POLICY = {
  principalId: "ana",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: "arn:aws:execute-api:*:*:*/test/*" }],
  },
};

type Answer = Awaited<ReturnType<FunctionInvoker["invoke"]>>;

const returned = (payload: unknown): Answer => ({
  payload: Buffer.from(JSON.stringify(payload)),
  executedVersion: "1",
});

const threw = (errorMessage: string): Answer => ({
  ...returned({ errorMessage, errorType: "Error" }),
  functionError: "Unhandled",
});

describe("a function that the gateway asks who may call", () => {
  let answer: () => Answer | Promise<Answer>;
  let asked = 0;
  const open = () =>
    gatewayFor({ "/shows": { get: mock("shows", { security: [{ guard: [] }] }) } }, GUARD, {
      backends: {
        functions: {
          invoke: async () => {
            asked += 1;
            return answer();
          },
        },
      },
    });
  beforeEach(() => {
    asked = 0;
  });

  const bad: Readonly<Record<string, [Answer, number, string]>> = {
    "throws Unauthorized": [threw("Unauthorized"), 401, `{"message":"Unauthorized"}`],
    "throws anything else": [threw("unauthorized"), 500, `{"message":null}`],
    "answers nothing": [returned(null), 500, `{"message": null}`],
    "answers a text": [returned("yes"), 500, `{"message": null}`],
    "answers no policy": [returned({ principalId: "ana" }), 500, `{"message": null}`],
    "answers a policy of nonsense": [
      returned({ ...POLICY, policyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Perhaps" }] } }),
      500,
      `{"message": null}`,
    ],
    "answers a context that is no text": [
      returned({ ...POLICY, context: { claims: { sub: "ana" } } }),
      500,
      `{"message": null}`,
    ],
  };

  for (const [does, [result, status, body]] of Object.entries(bad))
    it(`and that ${does} is ${status}, which is not kept`, async () => {
      const { send } = open();
      answer = () => result;
      const refused = await send("GET", "/test/shows", { authorization: "Bearer a.b.c" });
      assert.deepEqual([refused.status, refused.body], [status, body]);
      answer = () => returned(POLICY);
      assert.equal((await send("GET", "/test/shows", { authorization: "Bearer a.b.c" })).status, 200);
      assert.equal(asked, 2);
      assert.equal((await send("GET", "/test/shows", { authorization: "Bearer a.b.c" })).status, 200);
      assert.equal(asked, 2, "what it lets in is kept");
    });

  it("has 30 seconds, after which the answer is 500 and is not kept", async () => {
    const { send, clock } = open();
    answer = () => new Promise<Answer>(() => undefined);
    const waiting = send("GET", "/test/shows", { authorization: "Bearer a.b.c" });
    for (let turn = 0; turn < 100 && clock.waiting === 0; turn++) await new Promise((next) => setImmediate(next));
    clock.advanceBy(30_000);
    const { status, body } = await waiting;
    assert.deepEqual([status, body], [500, `{"message":null}`]);
    answer = () => returned(POLICY);
    assert.equal((await send("GET", "/test/shows", { authorization: "Bearer a.b.c" })).status, 200);
  });
});
