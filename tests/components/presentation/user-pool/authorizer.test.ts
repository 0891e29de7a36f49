import assert from "node:assert/strict";
import { join } from "node:path";
import { registered, resolved, the } from "serverless-tiers-local/testing";
import { readRule } from "../../../../components/contracts/caller";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import type { Route } from "../../../../components/logic/rest-api/route";
import { Queue } from "../../../../components/messaging/queue/queue";
import type { UserPoolArgs } from "../../../../components/presentation/user-pool/args";
import { UserPool } from "../../../../components/presentation/user-pool/user-pool";

const UNCHECKED = join(__dirname, "../../logic/function/echo.handler.ts");
const ANSWERING = join(__dirname, "answering.handler.ts");
const CHECKED = join(__dirname, "checked.handler.ts");
const STAGE = "aws:apigateway/stage:Stage";

const ARGS = {
  signIn: "email",
  clients: { app: { kind: "public" }, console: { kind: "confidential" } },
  groups: ["organisers", "press"],
} as const;

describe("what lets users of a pool in", () => {
  const inProgram = async <T>(program: (users: UserPool<"app" | "console">) => T, args: Partial<UserPoolArgs> = {}) => {
    const results: T[] = [];
    const made = await registered(() => {
      results.push(
        program(new UserPool<"app" | "console">("people", { ...ARGS, ...args } as UserPoolArgs<"app" | "console">)),
      );
    });
    return { made, result: results[0] as T };
  };

  const refusal = async (route: (users: UserPool<"app" | "console">) => Route, args: Partial<UserPoolArgs> = {}) => {
    const { result } = await inProgram((users) => {
      try {
        new RestApi("shows", { routes: { "POST /shows": route(users) } });
        return "nothing";
      } catch (error) {
        return (error as Error).message;
      }
    }, args);
    return result;
  };

  const guarded = () => new LambdaFunction("guarded", { entry: CHECKED });
  const open = () => new LambdaFunction("open", { entry: UNCHECKED });

  it("takes the access token by a scope, and the id token where there is none", async () => {
    const { result } = await inProgram((users) => [
      users.authorizer({ token: "access" }).scopes,
      users.authorizer({ token: "id" }).scopes,
      users.authorizer({ token: "access", scopes: ["openid", "aws.cognito.signin.user.admin"] }).scopes,
    ]);
    assert.deepEqual(result, [["aws.cognito.signin.user.admin"], [], ["openid", "aws.cognito.signin.user.admin"]]);
  });

  it("is the pool itself to the gateway", async () => {
    const { result } = await inProgram(async (users) => [
      await resolved(users.authorizer({ token: "id" }).scheme({ region: "eu-west-1", partition: "aws" })),
      await resolved(users.arn),
    ]);
    const [scheme, arn] = await result;
    assert.deepEqual(scheme, {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "cognito_user_pools",
      "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [arn] },
    });
  });

  it("refuses scopes that no token would have, and clients of nobody", async () => {
    const refused = async (given: unknown, args: Partial<UserPoolArgs> = {}) => {
      const { result } = await inProgram((users) => {
        try {
          users.authorizer(given as Parameters<typeof users.authorizer>[0]);
          return "nothing";
        } catch (error) {
          return (error as Error).message;
        }
      }, args);
      return result;
    };
    assert.match(await refused({ token: "both" }), /^people: authorizer\.token must be "id" or "access"/);
    assert.match(
      await refused({ token: "id", scopes: ["openid"] }),
      /^people: authorizer\.scopes must be absent for token "id"/,
    );
    assert.match(await refused({ token: "access", scopes: [] }), /^people: authorizer\.scopes must hold one at least/);
    assert.match(await refused({ token: "access", scopes: ["shop/book"] }), /"shop\/book", which no token would have/);
    assert.match(
      await refused({ token: "access", clients: [] }),
      /^people: authorizer\.clients .* nobody would be let in/,
    );
    assert.match(await refused({ token: "access", clients: ["job"] }), /app, console \(one is "job"\)/);
    assert.match(
      await refused({ token: "access", scopes: ["openid"] }),
      /must have one that tokens of app, console carry, aws\.cognito\.signin\.user\.admin \(there is openid\): login\.scopes/,
    );
    const resourceServers = { shop: { book: "to book" } };
    const domain = { prefix: "people-of-shows" };
    const machine = { kind: "confidential", machine: { scopes: ["shop/book"] } } as const;
    const login = {
      kind: "public",
      login: { callbackUrls: ["https://shop.example.com/"], scopes: ["openid"] },
    } as const;
    const given = { resourceServers, domain, clients: { app: login, console: machine } };
    assert.equal(await refused({ token: "access", scopes: ["shop/book"] }, given), "nothing");
    assert.equal(await refused({ token: "access", scopes: ["openid"] }, given), "nothing");
    assert.match(
      await refused({ token: "access", scopes: ["openid"], clients: ["console"] }, given),
      /carry, shop\/book/,
    );
    assert.match(await refused({ token: "access" }, given), /carry, openid, shop\/book \(there is aws\.cognito/);
    assert.match(await refused({ token: "access", scopes: ["shop/sell"] }, { resourceServers }), /shop\/book \(one is/);
  });

  it("takes any scope where a trigger gives them", async () => {
    const made = await registered(() => {
      const triggers = { preTokenGeneration: { function: open(), version: 2 } } as const;
      const users = new UserPool("people", { ...ARGS, triggers });
      assert.deepEqual(users.authorizer({ token: "access", scopes: ["shop/book"] }).scopes, ["shop/book"]);
    });
    assert.ok(made.length > 0);
  });

  it("refuses what the gateway does not check and nobody behind it does", async () => {
    const narrow = { token: "access", clients: ["app"] } as const;
    const groups = ["organisers"];
    assert.match(
      await refusal((users) => ({ to: new Queue("jobs").send(), auth: users.authorizer(narrow) })),
      /^shows: routes\["POST \/shows"\]\.auth must name no clients, .*queue jobs is no function that could$/,
    );
    assert.match(
      await refusal((users) => ({ to: open(), auth: users.authorizer(narrow) })),
      /\.auth must name no clients, .* the handler of function open does once it stands below rest of .*, or asks callerOf of/,
    );
    const answering = () => new LambdaFunction("answering", { entry: ANSWERING });
    assert.match(
      await refusal((users) => ({ to: answering(), auth: users.authorizer(narrow) })),
      /the handler of function answering does once it stands below rest/,
    );
    assert.match(
      await refusal((users) => ({ to: open(), auth: users.authorizer({ token: "id" }), groups })),
      /^shows: routes\["POST \/shows"\]\.groups must name no groups/,
    );
    assert.match(
      await refusal(() => ({ to: guarded(), auth: "iam", groups })),
      /\.groups must be absent: authorizers of users and of tokens alone/,
    );
    assert.match(
      await refusal((users) => ({ to: guarded(), auth: users.authorizer({ token: "id" }), groups: ["organizers"] })),
      /\.groups must be groups of the user pool \("organizers" is none, there are organisers, press\)$/,
    );
    assert.match(
      await refusal((users) => ({ to: guarded(), auth: users.authorizer({ token: "id" }), groups: [] })),
      /\.groups must name one at least/,
    );
    for (const route of [
      (users: UserPool<"app" | "console">): Route => ({ to: open(), auth: users.authorizer({ token: "id" }) }),
      (users: UserPool<"app" | "console">): Route => ({
        to: new Queue("jobs").send(),
        auth: users.authorizer({ token: "access" }),
      }),
      (users: UserPool<"app" | "console">): Route => ({ to: guarded(), auth: users.authorizer(narrow), groups }),
    ])
      assert.equal(await refusal(route), "nothing");
  });

  it("refuses a rule that is too long to travel", async () => {
    const clients = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`app${index}`, { kind: "public" } as const]),
    );
    assert.match(
      await refusal((users) => ({ to: guarded(), auth: users.authorizer({ token: "id" }) }), { clients }),
      /\.auth must name fewer: clients and groups come to \d+ characters of 512/,
    );
  });

  it("tells the functions behind each route whom it is for", async () => {
    const { made, result } = await inProgram((users) => {
      const auth = users.authorizer({ token: "access" });
      new RestApi("shows", {
        auth,
        routes: {
          "GET /shows": { to: guarded() },
          "POST /shows": {
            to: new LambdaFunction("other", { entry: CHECKED }),
            auth: users.authorizer({ token: "id", clients: ["app"] }),
            groups: ["press", "organisers"],
          },
          "GET /open": { to: open() },
        },
      });
      return users;
    });
    const id = async (key: "app" | "console") => resolved(result.clients[key].id);
    const variables = the(made, STAGE, "shows-stage").inputs.variables as Record<string, string>;
    const rules = Object.values(variables).map(readRule);
    assert.deepEqual(
      rules.sort((a, b) => Number(Object(a).token === "id") - Number(Object(b).token === "id")),
      [
        { token: "access", clients: [await id("app"), await id("console")], groups: [] },
        { token: "id", clients: [await id("app")], groups: ["press", "organisers"] },
      ],
    );
    for (const [name, value] of Object.entries(variables)) {
      assert.match(name, /^\w{1,64}$/);
      assert.match(value, /^[A-Za-z0-9._~:/?#&=,-]{1,512}$/);
    }
  });
});
