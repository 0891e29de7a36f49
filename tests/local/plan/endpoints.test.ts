import assert from "node:assert/strict";
import { join } from "node:path";
import { registered, the } from "serverless-tiers-local/testing";
import { LambdaFunction, lambdaAuthorizer, RestApi, UserPool } from "../../../components";
import { endpointsOf } from "../../../local/plan/endpoints";
import { planned, stackOf } from "./a-plan";

const api = (types: string, more = {}) =>
  planned("aws:apigateway/restApi:RestApi", "shop", {
    ...more,
    endpointConfiguration: { types },
    body: JSON.stringify({
      paths: {
        "/orders": {
          parameters: [],
          get: {},
          post: { security: [{ api_key: [] }] },
          put: { security: [{ users: [] }] },
          patch: { security: [{ users: ["shop/sell", "shop/book"] }, { api_key: [] }] },
          delete: { security: [{ sigv4: [] }] },
          head: { security: [{ ignored: [] }, { undeclared: [] }] },
          options: { "x-amazon-apigateway-integration": { type: "mock" } },
        },
        "/admin": { "x-amazon-apigateway-any-method": { "x-amazon-apigateway-auth": { type: "AWS_IAM" } } },
      },
      components: {
        securitySchemes: {
          api_key: { type: "apiKey", name: "x-api-key", in: "header" },
          ignored: { type: "http", scheme: "bearer" },
          sigv4: { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" },
          users: { type: "apiKey", "x-amazon-apigateway-authorizer": { type: "cognito_user_pools" } },
        },
      },
    }),
  });

describe("what a plan calls open to the internet", () => {
  it("each route of an API, and who gets an answer", () => {
    assert.deepEqual(endpointsOf(stackOf(api("REGIONAL"))), [
      {
        endpoint: "REST API shop",
        routes: [
          { route: "GET /orders", access: "anybody" },
          { route: "POST /orders", access: "anybody with an API key" },
          { route: "PUT /orders", access: "users of users by id token" },
          {
            route: "PATCH /orders",
            access: "users of users by access token with shop/sell or shop/book with an API key",
          },
          { route: "DELETE /orders", access: "who is signed in with IAM" },
          { route: "HEAD /orders", access: "anybody" },
          { route: "OPTIONS /orders", access: "anybody, answered by the gateway alone" },
          { route: "ANY /admin", access: "who is signed in with IAM" },
        ],
      },
    ]);
  });

  it("in the words of who may call each route of an API", async () => {
    const made = await registered(() => {
      const guard = new LambdaFunction("guard", {
        entry: join(__dirname, "../../components/logic/function/echo.handler.ts"),
      });
      const users = new UserPool("people", { signIn: "email", clients: { app: { kind: "public" } } });
      return new RestApi("shop", {
        auth: lambdaAuthorizer(guard),
        cors: { origins: "*" },
        routes: {
          "GET /shows": { to: guard },
          "GET /health": { to: guard, auth: "none" },
          "PUT /shows": { to: guard, auth: "iam", apiKey: true },
          "GET /me": { to: guard, auth: users.authorizer({ token: "access" }) },
          "GET /profile": { to: guard, auth: users.authorizer({ token: "id" }) },
        },
      });
    });
    const { inputs } = the(made, "aws:apigateway/restApi:RestApi", "shop");
    const [endpoint] = endpointsOf(stackOf(planned("aws:apigateway/restApi:RestApi", "shop", inputs)));
    assert.deepEqual(endpoint?.routes.map(({ route, access }) => `${route}: ${access}`).sort(), [
      "GET /health: anybody",
      "GET /me: users of people by access token with aws.cognito.signin.user.admin",
      "GET /profile: users of people by id token",
      "GET /shows: who passes guard",
      "OPTIONS /health: anybody, answered by the gateway alone",
      "OPTIONS /me: anybody, answered by the gateway alone",
      "OPTIONS /profile: anybody, answered by the gateway alone",
      "OPTIONS /shows: anybody, answered by the gateway alone",
      "PUT /shows: who is signed in with IAM with an API key",
    ]);
  });

  it("from where, and of which other account, where the API says it", () => {
    const policy = (...Statement: object[]) => ({ policy: JSON.stringify({ Statement }) });
    const denied = {
      Effect: "Deny",
      Principal: "*",
      Condition: { NotIpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } },
    };
    const account = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" } };
    const first = (more: object) => endpointsOf(stackOf(api("REGIONAL", more)))[0]?.routes[0]?.access;
    assert.equal(first(policy(denied)), "anybody, from 192.0.2.0/24");
    assert.equal(first(policy(account)), "anybody, also of account 123456789012");
  });

  it("not what is private", () => {
    assert.deepEqual(
      endpointsOf(
        stackOf(
          api("PRIVATE"),
          planned("aws:lb/loadBalancer:LoadBalancer", "inner", { internal: true }),
          planned("aws:rds/clusterInstance:ClusterInstance", "writer", { publiclyAccessible: false }),
        ),
      ),
      [],
    );
  });

  it("function URLs, balancers, distributions and databases", () => {
    const routes = endpointsOf(
      stackOf(
        planned("aws:lambda/functionUrl:FunctionUrl", "hook", { authorizationType: "NONE" }),
        planned("aws:lb/loadBalancer:LoadBalancer", "outer"),
        planned("aws:cloudfront/distribution:Distribution", "site"),
        planned("aws:rds/clusterInstance:ClusterInstance", "writer", { publiclyAccessible: true }),
      ),
    );

    assert.deepEqual(
      routes.map(({ endpoint, routes: [first] }) => [endpoint, first?.access]),
      [
        ["function url hook", "anybody"],
        ["load balancer outer", "anybody"],
        ["distribution site", "anybody"],
        ["database instance writer", "anybody with a password"],
      ],
    );
  });

  it("sign-up to a user pool, unless administrators make its users, and the pages of its domain", () => {
    const pool = (allowAdminCreateUserOnly: boolean) =>
      planned("aws:cognito/userPool:UserPool", "people", { adminCreateUserConfig: { allowAdminCreateUserOnly } });
    const domain = planned("aws:cognito/userPoolDomain:UserPoolDomain", "people-domain", { domain: "people" });
    assert.deepEqual(endpointsOf(stackOf(pool(true))), []);
    assert.deepEqual(endpointsOf(stackOf(pool(false), domain)), [
      { endpoint: "user pool people", routes: [{ route: "sign-up", access: "anybody" }] },
      { endpoint: "user pool domain people-domain", routes: [{ route: "its pages", access: "anybody" }] },
    ]);
  });
});
