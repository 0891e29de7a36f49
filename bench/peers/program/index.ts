// The API that the gateways are compared with, as a program for the local cloud.
import { resolve } from "node:path";
import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction } from "serverless-tiers";
import { ANSWERS } from "../peer";

const nothing = new LambdaFunction("nothing", { entry: resolve(__dirname, "nothing.handler.ts") });

const queue = new sqs.Queue("bench", { sqsManagedSseEnabled: true });
const role = new iam.Role("send", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
new iam.RolePolicy("send", {
  role: role.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: queue.arn }],
  }),
});

/** `<account>/<name>`. */
const path = queue.arn.apply((arn) => arn.split(":").slice(4).join("/"));

const operation = (integration: object) => ({
  responses: { "200": { description: "done" } },
  "x-amazon-apigateway-integration": integration,
});
const answering = (body: string) => ({
  responses: { default: { statusCode: "200", responseTemplates: { "application/json": body } } },
});
const mock = (body: string) =>
  operation({ type: "mock", requestTemplates: { "application/json": '{"statusCode": 200}' }, ...answering(body) });

const body = pulumi.jsonStringify({
  openapi: "3.0.1",
  info: { title: "peers", version: "1" },
  paths: {
    "/mock": { get: mock(ANSWERS.mock) },
    "/cached": { get: mock('{"id":"$context.requestId"}') },
    "/queue": {
      post: operation({
        type: "aws",
        httpMethod: "POST",
        uri: pulumi.interpolate`arn:aws:apigateway:eu-west-1:sqs:path/${path}`,
        credentials: role.arn,
        requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
        requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
        ...answering(ANSWERS.queue),
      }),
    },
    "/function": { get: operation({ type: "aws_proxy", httpMethod: "POST", uri: nothing.nodes.alias.invokeArn }) },
  },
});
const api = new apigateway.RestApi("peers", { body });
const deployment = new apigateway.Deployment("peers", { restApi: api.id, triggers: { body } });
const stage = new apigateway.Stage("v1", {
  restApi: api.id,
  deployment: deployment.id,
  stageName: "v1",
  cacheClusterEnabled: true,
  cacheClusterSize: "0.5",
});
new apigateway.MethodSettings("cached", {
  restApi: api.id,
  stageName: stage.stageName,
  methodPath: "cached/GET",
  settings: { cachingEnabled: true },
});
new lambda.Permission("peers", {
  action: "lambda:InvokeFunction",
  function: nothing.name,
  qualifier: nothing.nodes.alias.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*`,
});

export const url = stage.invokeUrl;
export const queueUrl = queue.url;
