import assert from "node:assert/strict";
import { readFirewall } from "../../../../local/services/wafv2/read-firewall";
import { readPatterns } from "../../../../local/services/wafv2/rules/match-pattern";
import { type FixtureOptions, functions, functionUri, GUARD, gatewayFor, lambdaProxy, mock } from "./gateway-fixture";

type Json = Record<string, unknown>;

const LINEAR = ["^(a+)+$", "(a|aa)+$", "(.*)*x"];
const LOOKAHEAD = "^(?=(a+)+$)a";
const SHORT = `${"a".repeat(44)}!`;
const TEXTS = [SHORT, `${"a".repeat(10_000)}!`];

/** A gateway behind a web ACL that blocks an authorization which fits the pattern, by itself or in a set. */
const behindFirewall = (pattern: string, inSet: boolean) => {
  const where = {
    fieldToMatch: { singleHeader: { name: "authorization" } },
    textTransformations: [{ priority: 0, type: "NONE" }],
  };
  const statement = inSet
    ? { regexPatternSetReferenceStatement: { arn: "arn:set", ...where } }
    : { regexMatchStatement: { regexString: pattern, ...where } };
  const rules = [{ name: "fits", priority: 0, statement, action: { block: {} } }];
  const { firewall } = readFirewall("arn:acl", { defaultAction: { allow: {} }, rules }, "", {
    ipSet: () => undefined,
    patterns: () => readPatterns([pattern]),
    ruleGroup: () => undefined,
  });
  return gatewayFor({ "/in": { post: mock("in") }, "/calm": { get: mock("calm") } }, {}, { firewall: () => firewall });
};

const gateway = (operation: Json, extra: Json = {}, options: FixtureOptions = {}) =>
  gatewayFor({ "/in": { post: operation }, "/calm": { get: mock("calm") } }, extra, options);

const withModel = (schema: Json) =>
  gateway(
    mock("in", {
      requestBody: { content: { "application/json": { schema } } },
      "x-amazon-apigateway-request-validator": "body",
    }),
    { "x-amazon-apigateway-request-validators": { body: { validateRequestBody: true } } },
  );

const withSelection = (pattern: string) => {
  const responses = { [pattern]: { statusCode: "400" }, default: { statusCode: "200" } };
  const integration = { type: "aws", httpMethod: "POST", uri: functionUri("echo"), responses };
  const statuses = { "200": { description: "" }, "400": { description: "" } };
  const invoker = {
    invoke: async (_: string, event: Buffer) => ({
      payload: Buffer.from(JSON.stringify({ errorMessage: JSON.parse(event.toString()).text })),
      executedVersion: "1",
      functionError: "Unhandled" as const,
    }),
  };
  return gateway(
    { "x-amazon-apigateway-integration": integration, responses: statuses },
    {},
    { backends: { functions: invoker } },
  );
};

const withExpression = (pattern: string) => {
  const extra = structuredClone(GUARD);
  Object.assign(extra.components.securitySchemes.guard["x-amazon-apigateway-authorizer"], {
    identityValidationExpression: pattern,
  });
  const backends = { functions: functions(() => ({})) };
  return gateway(lambdaProxy("echo", { security: [{ guard: [] }] }), extra, { backends });
};

const template = (text: string) =>
  gateway({
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { default: { statusCode: "200", responseTemplates: { "application/json": text } } },
    },
  });

/** Where a client's text meets a pattern of the program: the gateway, and what is answered where the text does not fit. */
const DOORS: Readonly<
  Record<string, readonly [make: (pattern: string) => ReturnType<typeof gateway>, status: number]>
> = {
  "a model's pattern": [
    (pattern) => withModel({ type: "object", properties: { text: { type: "string", pattern } } }),
    400,
  ],
  "a model's names of properties": [
    (pattern) => withModel({ type: "object", patternProperties: { [pattern]: {} }, additionalProperties: false }),
    400,
  ],
  "a regular expression of WAF": [(pattern) => behindFirewall(pattern, false), 200],
  "a set of regular expressions of WAF": [(pattern) => behindFirewall(pattern, true), 200],
  "a selection pattern": [withSelection, 200],
  "an authorizer's expression": [withExpression, 401],
  "a template's matches": [(pattern) => template(`$input.params('Authorization').matches('${pattern}')`), 200],
};

/** None of them would end by itself; a machine that is busy with others must not fail here. */
const SOON_MS = 5000;

const send = ({ send: post }: ReturnType<typeof gateway>, text: string) =>
  post(
    "POST",
    "/test/in",
    { "content-type": "application/json", Authorization: text },
    JSON.stringify({ text, [text]: 1 }),
  );

/** The longest time for which nothing else got its turn. */
const longestPause = async (work: () => Promise<void>): Promise<number> => {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 10));
    return longest;
  } finally {
    clearInterval(timer);
  }
};

describe("apigateway: patterns that never end on some texts", () => {
  for (const [door, [make, status]] of Object.entries(DOORS)) {
    it(`answer at once as ${door}`, async () => {
      for (const pattern of LINEAR) {
        const used = make(pattern);
        for (const text of TEXTS) {
          const from = performance.now();
          assert.equal((await send(used, text)).status, status, `${pattern} with ${text.length}`);
          assert.ok(performance.now() - from < SOON_MS);
        }
      }
    });

    it(`answer 500 as ${door} where only backtracking can tell, log the pattern and let others in`, async () => {
      const used = make(LOOKAHEAD);
      const pause = await longestPause(async () => {
        for (let sent = 0; sent < 5; sent++) {
          assert.equal((await send(used, SHORT)).status, 500);
          await new Promise(setImmediate);
          assert.equal((await used.send("GET", "/test/calm")).status, 200);
        }
      });
      assert.ok(pause < SOON_MS / 5, `nothing else for ${pause} ms`);
      assert.equal(used.executionLog.length, 5);
      for (const line of used.executionLog) assert.ok(line.includes(JSON.stringify(LOOKAHEAD)), line);
    });
  }

  it("share the limit among the texts of a body", async () => {
    const used = withModel({ type: "array", items: { type: "string", pattern: LOOKAHEAD } });
    const body = JSON.stringify(Array.from({ length: 1000 }, () => SHORT));
    const from = performance.now();
    const answer = await used.send("POST", "/test/in", { "content-type": "application/json" }, body);
    assert.equal(answer.status, 500);
    assert.ok(performance.now() - from < SOON_MS);
  });
});
