import assert from "node:assert/strict";
import { resolved } from "serverless-tiers-local/testing";
import { mock } from "../../../../../components";
import type { MockArgs } from "../../../../../components/logic/rest-api/targets/mock";

const route = { method: "GET", path: "/", credentials: undefined, region: "eu-west-1", partition: "aws" } as const;

const answerOf = async (args?: MockArgs) => {
  const { extension, methodResponses } = await resolved(mock(args).integrate(route));
  const { responses } = extension as { responses: { default: Record<string, unknown> } };
  return { ...responses.default, declared: methodResponses };
};

describe("the target mock()", () => {
  it("answers 200 without a body when nothing else is asked for", async () => {
    assert.deepEqual(await answerOf(), {
      statusCode: "200",
      responseParameters: {},
      declared: { "200": { description: "What the gateway answers itself.", headers: [] } },
    });
  });

  it("declares the status and headers that it sets", async () => {
    assert.deepEqual(await answerOf({ status: 410, headers: { Link: '</v2>; rel="successor-version"' } }), {
      statusCode: "410",
      responseParameters: { "method.response.header.Link": `'</v2>; rel="successor-version"'` },
      declared: { "410": { description: "What the gateway answers itself.", headers: ["Link"] } },
    });
  });

  it("writes data so that nothing in it is a template", async () => {
    const { responseTemplates } = (await answerOf({ body: { price: "$input", "#end": ["a"] } })) as {
      responseTemplates?: Record<string, string>;
    };
    const text = String(responseTemplates?.["application/json"]);
    assert.doesNotMatch(text, /[$#]/);
    assert.deepEqual(JSON.parse(text), { price: "$input", "#end": ["a"] });
  });

  it("refuses what it could not answer", () => {
    for (const [args, message] of [
      [{ status: 100 }, "mock: status must be a whole number from 200 to 599 (it is 100)"],
      [{ body: "a", template: "b" }, "mock: template must be absent where there is a body"],
      [
        { body: "costs $five" },
        "mock: body must have no $ or # before a word, which the gateway reads as a template; give the text as a template then",
      ],
      [{ headers: { "a b": "c" } }, 'mock: headers must be by names of headers (one is "a b")'],
      [
        { headers: { a: "b\n" } },
        'mock: headers["a"] must be a text of ASCII without apostrophes and blanks at its ends, and not be empty (it is "b\\n")',
      ],
      [{ body: 1 }, "mock: body must be a text, or data for JSON (it is 1)"],
      [{ stats: 200 }, "mock: stats is unknown; did you mean status?"],
    ] as const)
      assert.throws(() => mock(args as MockArgs), { name: "ArgsError", message });
  });
});
