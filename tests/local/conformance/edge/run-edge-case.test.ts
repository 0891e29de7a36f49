import assert from "node:assert/strict";
import type { EdgeCase } from "../../../../local/conformance/edge/edge-case";
import { runEdgeCase } from "../../../../local/conformance/edge/run-edge-case";

const document = {
  openapi: "3.0.1",
  info: { title: "shop", version: "1" },
  paths: {
    "/shows": {
      get: {
        responses: { "200": { description: "ok" } },
        "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: "${lambda.echo.invokeArn}" },
      },
    },
    "/elsewhere": {
      get: {
        responses: { "200": { description: "ok" } },
        "x-amazon-apigateway-integration": { type: "http_proxy", httpMethod: "GET", uri: "https://example.com/" },
      },
    },
  },
};

const item = (steps: EdgeCase["steps"], type = "aws.apigateway.RestApi"): EdgeCase => ({
  id: "shows",
  title: "shows",
  service: "apigateway",
  setup: {
    resources: {
      // Declared before what it names.
      stage: {
        type: "aws.apigateway.Stage",
        properties: { restApi: "${api.id}", deployment: "${deployment.id}", stageName: "live" },
      },
      deployment: { type: "aws.apigateway.Deployment", properties: { restApi: "${api.id}" } },
      api: { type, properties: { name: "shop", body: { $jsonText: document } } },
    },
    lambdas: { echo: { answers: [{ return: { statusCode: 200, body: "first" } }, { return: { statusCode: 202 } }] } },
  },
  steps,
});

const request = { method: "GET", path: "/live/shows?city=Ghent", host: "${api.host}" };

describe("cases of the edge", () => {
  it("makes resources in the order of their references, sends requests and compares what comes back", async () => {
    const steps: EdgeCase["steps"] = [
      { request, expect: { status: 200, body: "first", event: { queryStringParameters: { city: "Ghent" } } } },
      { request, expect: { status: 202 } },
      { invocations: "echo", expect: { count: 2, events: [{ resource: "/shows" }] } },
    ];
    assert.deepEqual(await runEdgeCase(item(steps)), { id: "shows", title: "shows", doubtful: false });
  }).timeout(20_000);

  it("tells the first difference", async () => {
    const steps = [{ request, expect: { status: 200, headers: { "x-cache": "Hit from cloudfront" } } }];
    const { failure } = await runEdgeCase(item(steps));
    assert.match(failure ?? "", /^step 1: header x-cache should be "Hit from cloudfront" and is absent/);
  }).timeout(20_000);

  it("does not run what needs a service that is not there", async () => {
    const { notRun, failure } = await runEdgeCase(item([], "aws.neptune.Cluster"));
    assert.deepEqual([notRun, failure], ["the local cloud has no neptune", undefined]);
  }).timeout(20_000);

  it("fails for a resource that is refused with another error than the case expects", async () => {
    const create = {
      type: "aws.apigateway.Stage",
      properties: { restApi: "none", deployment: "none", stageName: "s" },
    };
    const { failure } = await runEdgeCase(item([{ create, expect: { error: { code: "InvalidArgument" } } }]));
    assert.match(failure ?? "", /^step 1: it was refused without a code: created/);
  }).timeout(20_000);
});
