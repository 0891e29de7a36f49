import { REGION } from "../../tests/local/cloud/test-cloud";
import { ANSWERS, FUNCTION_CODE } from "./peer";

/** The API, its queue and, if asked for, its function. */
export const stackTemplate = (withFunction: boolean) => ({
  Resources: {
    Role: ROLE,
    Queue: { Type: "AWS::SQS::Queue" },
    Api: { Type: "AWS::ApiGateway::RestApi", Properties: { Name: "bench" } },
    ...method("mock", "GET", {
      Type: "MOCK",
      RequestTemplates: { "application/json": '{"statusCode": 200}' },
      ...answering(ANSWERS.mock),
    }),
    ...method("queue", "POST", {
      Type: "AWS",
      IntegrationHttpMethod: "POST",
      Uri: integrationUri("sqs:path/", { Ref: "AWS::AccountId" }, "/", { "Fn::GetAtt": ["Queue", "QueueName"] }),
      Credentials: { "Fn::GetAtt": ["Role", "Arn"] },
      RequestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
      RequestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
      ...answering(ANSWERS.queue),
    }),
    ...(withFunction ? functionResources() : {}),
    Deployment: {
      Type: "AWS::ApiGateway::Deployment",
      DependsOn: ["mockMethod", "queueMethod", ...(withFunction ? ["functionMethod"] : [])],
      Properties: { RestApiId: { Ref: "Api" }, StageName: "v1" },
    },
  },
  Outputs: { Api: { Value: { Ref: "Api" } }, Queue: { Value: { Ref: "Queue" } } },
});

const ASSUMED = {
  Effect: "Allow",
  Principal: { Service: ["apigateway.amazonaws.com", "lambda.amazonaws.com"] },
  Action: "sts:AssumeRole",
};
const SEND = { Effect: "Allow", Action: "sqs:SendMessage", Resource: { "Fn::GetAtt": ["Queue", "Arn"] } };

const policy = (statement: object) => ({ Version: "2012-10-17", Statement: [statement] });

const ROLE = {
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: policy(ASSUMED),
    Policies: [{ PolicyName: "send", PolicyDocument: policy(SEND) }],
  },
};

const functionResources = () => ({
  Function: {
    Type: "AWS::Lambda::Function",
    Properties: {
      Runtime: "nodejs20.x",
      Handler: "index.handler",
      Role: { "Fn::GetAtt": ["Role", "Arn"] },
      Code: { ZipFile: FUNCTION_CODE },
    },
  },
  Permission: {
    Type: "AWS::Lambda::Permission",
    Properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: { Ref: "Function" },
      Principal: "apigateway.amazonaws.com",
    },
  },
  ...method("function", "GET", {
    Type: "AWS_PROXY",
    IntegrationHttpMethod: "POST",
    Uri: integrationUri("lambda:path/2015-03-31/functions/", { "Fn::GetAtt": ["Function", "Arn"] }, "/invocations"),
  }),
});

const integrationUri = (...parts: readonly (string | object)[]) => ({
  "Fn::Join": ["", [`arn:aws:apigateway:${REGION}:`, ...parts]],
});

const answering = (body: string) => ({
  IntegrationResponses: [{ StatusCode: "200", ResponseTemplates: { "application/json": body } }],
});

/** A method on a path of its own. */
const method = (path: string, verb: string, integration: object) => ({
  [`${path}Resource`]: {
    Type: "AWS::ApiGateway::Resource",
    Properties: {
      RestApiId: { Ref: "Api" },
      ParentId: { "Fn::GetAtt": ["Api", "RootResourceId"] },
      PathPart: path,
    },
  },
  [`${path}Method`]: {
    Type: "AWS::ApiGateway::Method",
    Properties: {
      RestApiId: { Ref: "Api" },
      ResourceId: { Ref: `${path}Resource` },
      HttpMethod: verb,
      AuthorizationType: "NONE",
      Integration: integration,
      MethodResponses: [{ StatusCode: "200" }],
    },
  },
});
