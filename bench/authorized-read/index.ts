// A user pool, an API that asks for its tokens, a function behind it and a table behind that.
import { resolve } from "node:path";
import * as apigateway from "@pulumi/aws/apigateway";
import * as cognito from "@pulumi/aws/cognito";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import type { Link } from "serverless-tiers";
import { LambdaFunction } from "serverless-tiers";

const pool = new cognito.UserPool("people");
const client = new cognito.UserPoolClient("bench", {
  userPoolId: pool.id,
  explicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
});

const table = new dynamodb.Table("items", {
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
});
new dynamodb.TableItem("item", {
  tableName: table.name,
  hashKey: table.hashKey,
  item: JSON.stringify({ id: { S: "1" }, title: { S: "A thing" } }),
});

const items: Link = {
  description: "read table items",
  grants: [{ actions: ["dynamodb:GetItem"], resources: [table.arn] }],
  environment: (name) => ({ [`${name.toUpperCase()}_TABLE`]: table.name }),
};
const read = new LambdaFunction("read-item", { entry: resolve(__dirname, "read-item.handler.ts"), links: { items } });

const body = pulumi.jsonStringify({
  openapi: "3.0.1",
  info: { title: "authorized-read", version: "1" },
  components: {
    securitySchemes: {
      people: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [pool.arn] },
      },
    },
  },
  paths: {
    "/item": {
      get: {
        security: [{ people: [] }],
        responses: { default: { description: "as the function answers" } },
        "x-amazon-apigateway-integration": {
          type: "aws_proxy",
          httpMethod: "POST",
          uri: read.nodes.alias.invokeArn,
        },
      },
    },
  },
});
const api = new apigateway.RestApi("authorized-read", { body });
const deployment = new apigateway.Deployment("authorized-read", { restApi: api.id, triggers: { body } });
const stage = new apigateway.Stage("v1", { restApi: api.id, deployment: deployment.id, stageName: "v1" });
new lambda.Permission("authorized-read", {
  action: "lambda:InvokeFunction",
  function: read.name,
  qualifier: read.nodes.alias.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*`,
});

export const url = stage.invokeUrl;
export const userPoolId = pool.id;
export const clientId = client.id;
