import assert from "node:assert/strict";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { SESSION_VARIABLE, writeSession } from "../../../components/contracts/session";
import { session } from "../../../components/runtime/session";

const SITE = "https://shop.example.com";
const ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
const SETTINGS = { issuer: ISSUER, clientId: "web-id", seconds: 3600, origins: [SITE, "https://www.example.com"] };
const PAGE = { Origin: SITE, "X-Requested-By": "web", "Sec-Fetch-Site": "same-origin" };
const JSON_PAGE = { ...PAGE, "content-type": "application/json" };
const COOKIE = { ...PAGE, cookie: "theme=dark; __Host-session=good; other=1" };
const GONE = "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict";

interface Asked {
  readonly url: string;
  readonly target: string;
  readonly body: unknown;
}

/** Cognito that answers by the token. */
const cognito = (answers: Readonly<Record<string, () => Response>> = {}) => {
  const asked: Asked[] = [];
  const ask = async (url: string, { headers, body }: RequestInit) => {
    const input = JSON.parse(String(body)) as { readonly RefreshToken?: string; readonly Token?: string };
    asked.push({ url, target: new Headers(headers).get("x-amz-target") ?? "", body: input });
    const answer = answers[input.RefreshToken ?? input.Token ?? ""];
    if (answer === undefined) throw new TypeError("fetch failed");
    return answer();
  };
  return { asked, ask };
};

const refusal = (type: string, status = 400) => Response.json({ __type: type, message: "no" }, { status });

const TOKENS = { AccessToken: "a", IdToken: "i", ExpiresIn: 900 };
const good = () => Response.json({ AuthenticationResult: TOKENS });

const call = async (
  route: string,
  headers: Readonly<Record<string, string>>,
  { body = null as string | null, answers = { good } as Parameters<typeof cognito>[0] } = {},
) => {
  const [httpMethod = "", resource = ""] = route.split(" ");
  const { asked, ask } = cognito(answers);
  const stageVariables = { [SESSION_VARIABLE]: writeSession(SETTINGS) };
  const requestContext = { requestId: "r", httpMethod, resourcePath: resource };
  const event = { httpMethod, resource, headers, body, stageVariables, requestContext };
  const handler = session({ warn() {} }, { fetch: ask });
  const answer = await handler(event as unknown as APIGatewayProxyEvent, {} as Context);
  return { ...answer, headers: answer.headers ?? {}, asked };
};

describe("the session of a page", () => {
  before(() => {
    delete process.env.AWS_ENDPOINT_URL;
  });

  it("keeps the refresh token where no script reads it, as long as it lasts", async () => {
    const { statusCode, body, headers, asked } = await call("POST /session", JSON_PAGE, {
      body: '{"refreshToken":"eyJ.a-b_c.d"}',
    });
    assert.deepEqual([statusCode, body, asked], [204, "", []]);
    assert.deepEqual(headers, {
      "Cache-Control": "no-store",
      "Set-Cookie": "__Host-session=eyJ.a-b_c.d; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Strict",
    });
  });

  it("gives access and id tokens for the cookie, and never the refresh token", async () => {
    const { statusCode, body, headers, asked } = await call("POST /session/refresh", COOKIE);
    assert.deepEqual([statusCode, body], [200, '{"accessToken":"a","idToken":"i","expiresIn":900}']);
    assert.deepEqual([headers["Cache-Control"], headers["Set-Cookie"]], ["no-store", undefined]);
    assert.deepEqual(asked, [
      {
        url: "https://cognito-idp.eu-west-1.amazonaws.com",
        target: "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken",
        body: { ClientId: "web-id", RefreshToken: "good" },
      },
    ]);
  });

  it("keeps the one that comes in its place where the client rotates them", async () => {
    const answers = { good: () => Response.json({ AuthenticationResult: { ...TOKENS, RefreshToken: "next" } }) };
    const { body, headers } = await call("POST /session/refresh", COOKIE, { answers });
    assert.equal(body?.includes("next"), false);
    assert.match(String(headers["Set-Cookie"]), /^__Host-session=next; Path=\/; Max-Age=3600;/);
  });

  for (const [why, headers, answers] of [
    ["without a cookie", PAGE, {}],
    ["with an empty one", { ...PAGE, cookie: "__Host-session=" }, {}],
    ["with one of another name", { ...PAGE, cookie: "session=good; x__Host-session=good" }, {}],
    ["revoked or ended", COOKIE, { good: () => refusal("NotAuthorizedException") }],
    ["used twice", COOKIE, { good: () => refusal("com.amazonaws#RefreshTokenReuseException") }],
    ["of a user who is gone", COOKIE, { good: () => refusal("UserNotFoundException") }],
    ["that is none", COOKIE, { good: () => refusal("InvalidParameterException") }],
  ] as const)
    it(`is over ${why}: 401, and the cookie goes`, async () => {
      const { statusCode, body, headers: answered } = await call("POST /session/refresh", headers, { answers });
      assert.deepEqual([statusCode, answered["Set-Cookie"]], [401, GONE]);
      assert.equal(JSON.parse(body ?? "").detail, "Nobody is signed in. Sign in again.");
    });

  it("ends at Cognito too", async () => {
    const answers = { good: () => Response.json({}) };
    const { statusCode, headers, asked } = await call("DELETE /session", COOKIE, { answers });
    assert.deepEqual([statusCode, headers["Set-Cookie"]], [204, GONE]);
    assert.deepEqual(
      asked.map(({ target, body }) => [target, body]),
      [["AWSCognitoIdentityProviderService.RevokeToken", { ClientId: "web-id", Token: "good" }]],
    );
    const { statusCode: again, asked: nothing } = await call("DELETE /session", PAGE);
    assert.deepEqual([again, nothing], [204, []]);
  });

  for (const [why, answers] of [
    ["is out of reach", {}],
    ["is throttled", { good: () => refusal("TooManyRequestsException") }],
    ["fails", { good: () => refusal("InternalErrorException", 500) }],
  ] as const)
    it(`stays while Cognito ${why}: 503, and the cookie stays`, async () => {
      for (const route of ["POST /session/refresh", "DELETE /session"]) {
        const { statusCode, headers } = await call(route, COOKIE, { answers });
        assert.deepEqual([statusCode, headers["Retry-After"], headers["Set-Cookie"]], [503, "1", undefined], route);
      }
    });

  it("tells of a client that is not there, which is a defect of the stack", async () => {
    const answers = { good: () => refusal("ResourceNotFoundException") };
    await assert.rejects(call("POST /session/refresh", COOKIE, { answers }), /client web-id: 400 ResourceNotFound/);
  });

  const { Origin: _, ...noOrigin } = COOKIE;
  const { "X-Requested-By": __, ...noHeader } = COOKIE;
  for (const [why, status, headers] of [
    ["of a page elsewhere", 403, { ...COOKIE, Origin: "https://evil.example" }],
    ["of a page whose origin begins alike", 403, { ...COOKIE, Origin: `${SITE}.evil.example` }],
    ["of a frame without an origin", 403, { ...COOKIE, Origin: "null" }],
    ["that names no origin", 403, noOrigin],
    ["that the browser says is of another site", 403, { ...COOKIE, "Sec-Fetch-Site": "cross-site" }],
    ["that somebody typed into the browser", 403, { ...COOKIE, "Sec-Fetch-Site": "none" }],
    ["without the header that needs a preflight", 403, noHeader],
    ["with another value of that header", 403, { ...COOKIE, "X-Requested-By": "mobile" }],
    ["of a form", 415, { ...COOKIE, "content-type": "application/x-www-form-urlencoded" }],
    ["of a form that is disguised", 415, { ...COOKIE, "Content-Type": "text/plain; a=application/json" }],
    ["of a form with files", 415, { ...COOKIE, "Content-Type": "multipart/form-data; boundary=a" }],
  ] as const)
    it(`refuses a request ${why}, whatever it asks for, and asks nobody`, async () => {
      for (const route of ["POST /session", "POST /session/refresh", "DELETE /session"]) {
        const { statusCode, headers: answered, asked } = await call(route, headers, { body: '{"refreshToken":"a"}' });
        assert.deepEqual([statusCode, answered["Set-Cookie"], asked], [status, undefined, []], route);
      }
    });

  for (const body of [
    "",
    "no json",
    "{}",
    '{"refreshToken":""}',
    '{"refreshToken":1}',
    '{"refreshToken":"a; Domain=example.com"}',
    '{"refreshToken":"a\\r\\nSet-Cookie: b=c"}',
    JSON.stringify({ refreshToken: "a".repeat(3_901) }),
  ])
    it(`keeps no ${body.slice(0, 40) || "empty body"}`, async () => {
      const { statusCode, headers } = await call("POST /session", JSON_PAGE, { body });
      assert.deepEqual([statusCode, headers["Set-Cookie"]], [400, undefined]);
    });

  it("takes no body for JSON that does not say so", async () => {
    assert.equal((await call("POST /session", PAGE, { body: '{"refreshToken":"a"}' })).statusCode, 415);
  });

  it("takes a page of the same site, beside the API", async () => {
    const sibling = { ...COOKIE, Origin: "https://www.example.com", "Sec-Fetch-Site": "same-site" };
    assert.equal((await call("POST /session/refresh", sibling)).statusCode, 200);
  });

  it("says which variable the stage lacks", async () => {
    const handler = session({ warn() {} });
    const event = { headers: {}, stageVariables: null } as unknown as APIGatewayProxyEvent;
    await assert.rejects(handler(event, {} as Context), /no variable serverlessTiersSession: sessionVariables/);
  });
});
