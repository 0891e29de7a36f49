import assert from "node:assert/strict";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { callerVariable, writeRule } from "../../../components/contracts/caller";
import { type CalledEvent, type Caller, callerOf, withCaller } from "../../../components/runtime/caller";

type Rule = Parameters<typeof writeRule>[0];

const RULE: Rule = { token: "access", clients: ["app", "console"], groups: [] };

const ACCESS = {
  sub: "7c2f",
  token_use: "access",
  client_id: "console",
  username: "ada",
  scope: "aws.cognito.signin.user.admin shop/book",
  "cognito:groups": "organisers,press",
};
const ID = { sub: "7c2f", token_use: "id", aud: "app", "cognito:username": "ada", email: "ada@example.com" };

const called = (claims: unknown, rule: Partial<Rule> = {}, path = "/shows/{showId}") =>
  ({
    requestContext: { httpMethod: "GET", resourcePath: path, authorizer: claims === undefined ? null : { claims } },
    stageVariables: { [callerVariable("GET", "/shows/{showId}")]: writeRule({ ...RULE, ...rule }) },
  }) as unknown as CalledEvent;

const refusedWith = (status: number, message: RegExp, event: CalledEvent) =>
  assert.throws(() => callerOf(event), { name: "CallerRefusedError", status, message });

/** What an authorizer of tokens handed to the gateway, and the gateway on. */
const handedOn = (context: Readonly<Record<string, unknown>> | undefined, groups: readonly string[] = []) =>
  ({
    requestContext: { httpMethod: "GET", resourcePath: "/shows/{showId}", authorizer: context },
    stageVariables: { [callerVariable("GET", "/shows/{showId}")]: writeRule({ skewSeconds: 30, groups }) },
  }) as unknown as CalledEvent;

const endingIn = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);

const CONTEXT = {
  principalId: "7c2f",
  sub: "7c2f",
  iss: "https://login.example.com/",
  aud: "https://shop.example.com/api",
  client_id: "shop-web",
  scope: "openid shop/book",
  roles: "organisers,press",
  exp: endingIn(600),
  token_use: "access",
  integrationLatency: 5,
};

describe("the caller of a route", () => {
  it("is known by what the verified token says", () => {
    assert.deepEqual(callerOf(called(ACCESS)), {
      subject: "7c2f",
      username: "ada",
      kind: "access",
      clientId: "console",
      groups: ["organisers", "press"],
      scopes: ["aws.cognito.signin.user.admin", "shop/book"],
    } satisfies Caller);
    assert.deepEqual(callerOf(called(ID, { token: "id" })), {
      subject: "7c2f",
      username: "ada",
      kind: "id",
      clientId: "app",
      groups: [],
      scopes: [],
    } satisfies Caller);
  });

  it("has no name where it is a machine", () => {
    const machine = { sub: "console", token_use: "access", client_id: "console", scope: "shop/book" };
    assert.equal(callerOf(called(machine)).username, undefined);
  });

  it("is nobody without claims, and on a route that nobody made a rule for", () => {
    refusedWith(401, /no authorizer/, called(undefined));
    refusedWith(401, /no authorizer/, called(null));
    refusedWith(401, /no authorizer/, called(ACCESS, {}, "/shows"));
    refusedWith(401, /no authorizer/, { ...called(ACCESS), stageVariables: null });
    const tampered = { [callerVariable("GET", "/shows/{showId}")]: "token=any&clients=console&groups=" };
    refusedWith(401, /no authorizer/, { ...called(ACCESS), stageVariables: tampered });
  });

  it("has to come with the kind of token, by a client, in a group that the route names", () => {
    refusedWith(401, /takes the id token/, called(ACCESS, { token: "id" }));
    refusedWith(401, /takes the access token/, called(ID));
    refusedWith(401, /client/, called(ACCESS, { clients: ["app"] }));
    refusedWith(401, /client/, called({ ...ID, aud: "consol" }, { token: "id" }));
    refusedWith(403, /for staff/, called(ACCESS, { groups: ["staff", "organiser"] }));
    assert.equal(callerOf(called(ACCESS, { groups: ["staff", "press"] })).subject, "7c2f");
  });

  it("is nobody where the token lacks what each has", () => {
    for (const claim of ["sub", "token_use", "client_id"] as const)
      refusedWith(401, new RegExp(claim), called({ ...ACCESS, [claim]: undefined }));
    refusedWith(401, /neither/, called({ ...ACCESS, token_use: "refresh" }));
  });

  it("is known by what a function has verified, in the same shape", () => {
    assert.deepEqual(callerOf(handedOn(CONTEXT)), {
      subject: "7c2f",
      username: undefined,
      kind: "access",
      clientId: "shop-web",
      groups: ["organisers", "press"],
      scopes: ["openid", "shop/book"],
    } satisfies Caller);
    const { clientId, groups, scopes } = callerOf(handedOn({ ...CONTEXT, client_id: "", roles: "", scope: "" }));
    assert.deepEqual([clientId, groups, scopes], ["", [], []]);
    refusedWith(403, /for staff/, handedOn(CONTEXT, ["staff"]));
    assert.equal(callerOf(handedOn(CONTEXT, ["staff", "press"])).subject, "7c2f");
  });

  it("is nobody once the token has ended, however long the gateway keeps what it was told", () => {
    assert.equal(callerOf(handedOn({ ...CONTEXT, exp: endingIn(-20) })).subject, "7c2f", "clocks differ");
    for (const exp of [endingIn(-40), "0", "soon", "", undefined])
      refusedWith(401, /has ended|no exp/, handedOn({ ...CONTEXT, exp }));
  });

  it("is nobody by another kind of authorizer than the route's", () => {
    refusedWith(401, /no authorizer/, handedOn(undefined));
    refusedWith(401, /no token_use/, handedOn({ claims: ACCESS }));
    refusedWith(401, /no sub/, handedOn({ ...CONTEXT, sub: undefined }));
    refusedWith(401, /takes the access token/, handedOn({ ...CONTEXT, token_use: "id" }));
    // A function can hand on texts alone: no claims of Cognito.
    const { requestContext } = handedOn({ ...CONTEXT, claims: JSON.stringify(ACCESS) });
    refusedWith(401, /no authorizer/, { ...called(ACCESS), requestContext });
  });

  it("is told to a handler, which does not run for others", async () => {
    const handler = withCaller(async (_, { username }) => ({ statusCode: 200, body: String(username) }));
    const ask = (event: CalledEvent) => handler(event as APIGatewayProxyEvent, {} as Context);
    assert.deepEqual(await ask(called(ACCESS)), { statusCode: 200, body: "ada" });
    const { statusCode, headers, body } = await ask(called(ACCESS, { groups: ["staff"] }));
    assert.deepEqual([statusCode, headers], [403, { "Content-Type": "application/problem+json" }]);
    assert.deepEqual(JSON.parse(body), {
      type: "about:blank",
      title: "Forbidden",
      status: 403,
      detail: "The route is for staff",
    });
    const failing = withCaller(async () => Promise.reject(new Error("its own")));
    await assert.rejects(async () => failing(called(ACCESS) as APIGatewayProxyEvent, {} as Context), /its own/);
  });
});
