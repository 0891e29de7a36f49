import assert from "node:assert/strict";
import { join } from "node:path";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { type LambdaAuthorizerArgs, lambdaAuthorizer } from "../../../../components/logic/function/authorizer";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import { target } from "../rest-api/targets";

const ENTRY = join(__dirname, "echo.handler.ts");

const made = async <T>(
  run: (guard: LambdaFunction) => T,
): Promise<{ value: T; made: Awaited<ReturnType<typeof registered>> }> => {
  let value: T | undefined;
  const all = await registered(() => {
    value = run(new LambdaFunction("guard", { entry: ENTRY }));
  });
  return { value: value as T, made: all };
};

const schemeOf = async (args?: LambdaAuthorizerArgs) => {
  const { value } = await made((guard) =>
    lambdaAuthorizer(guard, args).scheme({ region: "eu-west-1", partition: "aws" }),
  );
  const { "x-amazon-apigateway-authorizer": extension, ...scheme } = await resolved(value);
  const { authorizerUri, ...settings } = extension as { authorizerUri: string };
  assert.match(
    authorizerUri,
    /^arn:aws:apigateway:eu-west-1:lambda:path\/2015-03-31\/functions\/arn:.*:live\/invocations$/,
  );
  return { scheme, settings };
};

describe("a function that says who may call", () => {
  it("is asked about a token in a header, and its answer kept for five minutes", async () => {
    assert.deepEqual(await schemeOf(), {
      scheme: { type: "apiKey", in: "header", name: "Authorization", "x-amazon-apigateway-authtype": "custom" },
      settings: {
        type: "token",
        authorizerResultTtlInSeconds: 300,
      },
    });
  });

  it("is asked about a request", async () => {
    const { scheme, settings } = await schemeOf({ identitySources: ["header.X-Token"] });
    assert.deepEqual([scheme.name, settings], ["X-Token", { type: "token", authorizerResultTtlInSeconds: 300 }]);
    const identitySources = ["header.X-Tenant", "query.token", "context.httpMethod", "stageVariables.a"] as const;
    assert.deepEqual((await schemeOf({ kind: "request", identitySources, cache: "1 minute" })).settings, {
      type: "request",
      identitySource:
        "method.request.header.X-Tenant,method.request.querystring.token,context.httpMethod,stageVariables.a",
      authorizerResultTtlInSeconds: 60,
    });
    assert.deepEqual((await schemeOf({ kind: "request", identitySources: [], cache: "none" })).settings, {
      type: "request",
      authorizerResultTtlInSeconds: 0,
    });
  });

  const REFUSED: readonly (readonly [args: unknown, message: RegExp])[] = [
    [{ kind: "jwt" }, /^guard: kind must be "token" or "request"/],
    [{ ttl: 5 }, /^guard: ttl is unknown/],
    [
      { identitySources: ["Authorization"] },
      /^guard: identitySources must be of "header\.Authorization", .* \(one is "Auth/,
    ],
    [{ identitySources: ["query.a"] }, /^guard: identitySources must be one header for kind "token"/],
    [{ identitySources: ["header.A", "header.B"] }, /^guard: identitySources must be one header/],
    [{ kind: "request", identitySources: [] }, /^guard: identitySources must name by what callers are told apart/],
    [{ kind: "request", validationExpression: "a" }, /^guard: validationExpression must be absent for kind "request"/],
    [{ validationExpression: "(" }, /^guard: validationExpression must be a regular expression \(it is "\("\)$/],
    [{ cache: "2 hours" }, /^guard: cache must be at most "1 hour"/],
    [{ cache: "0 seconds" }, /^guard: cache must be at least "1 second"/],
  ];
  for (const [args, message] of REFUSED)
    it(`is refused with ${JSON.stringify(args)}`, async () => {
      await made((guard) =>
        assert.throws(() => lambdaAuthorizer(guard, args as LambdaAuthorizerArgs), { name: "ArgsError", message }),
      );
    });

  it("that says who calls has the rule of its callers, and stands aside uncached", async () => {
    const { value } = await made((guard) =>
      lambdaAuthorizer(guard, { cache: "1 minute", callers: { roles: ["press"], skew: "10 seconds" } }),
    );
    const callers = { groups: ["press"], skewSeconds: 10 };
    assert.deepEqual([value.callers, value.uncached?.callers], [callers, callers]);
    assert.equal(value.uncached?.name, "guard-uncached");
    const { value: asked } = await made((guard) => lambdaAuthorizer(guard, { cache: "none", callers: {} }));
    assert.deepEqual([asked.callers, asked.uncached], [{ groups: [], skewSeconds: 0 }, undefined]);
    const { value: message } = await made((guard) => {
      try {
        lambdaAuthorizer(guard, { callers: { roles: ["a,b"] } });
        return "nothing";
      } catch (error) {
        return (error as Error).message;
      }
    });
    assert.match(message, /^guard: callers\.roles must be of .* \(one is "a,b"\)$/);
  });

  it("is permitted to be asked by the authorizers of that API, once, before the API answers", async () => {
    const { value: api, made: all } = await made((guard) => {
      const auth = lambdaAuthorizer(guard);
      return new RestApi("shop", { auth, routes: { "GET /a": { to: guard }, "GET /b": { to: target("b") } } });
    });
    const permission = "aws:lambda/permission:Permission";
    assert.deepEqual(
      listed(all).filter((one) => one.startsWith(permission)),
      [`${permission} shop-authorize-guard`, `${permission} shop-invoke-b`, `${permission} shop-invoke-guard`],
    );
    const executionArn = await resolved(api.nodes.api.executionArn);
    const { sourceArn, qualifier } = the(all, permission, "shop-authorize-guard").inputs;
    assert.deepEqual([sourceArn, qualifier], [`${executionArn}/authorizers/*`, "live"]);
    assert.ok(
      dependencies(the(all, "aws:apigateway/stage:Stage", "shop-stage")).includes(`${permission} shop-authorize-guard`),
    );
  });
});
