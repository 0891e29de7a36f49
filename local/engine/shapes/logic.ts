import { byName, CAPITALS, here, LOWER, type Shape, type Subject, text, uuid } from "./shape";

const invokeArn = ({ region }: Subject, arn: string): string =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;

const functionArn = ({ inputs, region, account }: Subject): string => {
  const name = text(inputs.functionName);
  return name.startsWith("arn:") ? name : `arn:aws:lambda:${region}:${account}:function:${name}`;
};

const shortId = ({ digits }: Subject): string => digits(10, LOWER);
const gatewayArn =
  (path: (subject: Subject, id: string) => string) =>
  (subject: Subject, id: string): string =>
    `apigateway:${subject.region}::/${path(subject, id)}`;

export const LOGIC: Readonly<Record<string, Shape>> = {
  "aws:lambda/function:Function": {
    named: "name",
    id: byName,
    arn: here("lambda", "function:"),
    outputs: (subject, _, arn) => ({
      version: subject.inputs.publish ? "1" : "$LATEST",
      qualifiedArn: `${arn}:${subject.inputs.publish ? "1" : "$LATEST"}`,
      invokeArn: invokeArn(subject, arn),
      qualifiedInvokeArn: invokeArn(subject, `${arn}:${subject.inputs.publish ? "1" : "$LATEST"}`),
    }),
  },
  "aws:lambda/alias:Alias": {
    id: (subject) => `${functionArn(subject)}:${text(subject.inputs.name)}`,
    arn: (subject) => `${functionArn(subject).replace(/^arn:aws:/, "")}:${text(subject.inputs.name)}`,
    outputs: (subject, _, arn) => ({ invokeArn: invokeArn(subject, arn) }),
  },
  "aws:lambda/permission:Permission": { named: "statementId", id: byName },
  "aws:lambda/invocation:Invocation": {
    id: ({ inputs, digits }) => `${text(inputs.functionName)}_${text(inputs.qualifier) || "$LATEST"}_${digits(32)}`,
    outputs: () => ({ result: "null" }),
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    id: uuid,
    arn: ({ region, account }, id) => `lambda:${region}:${account}:event-source-mapping:${id}`,
    outputs: (subject, id) => ({ uuid: id, functionArn: functionArn(subject), state: "Enabled" }),
  },
  "aws:apigateway/restApi:RestApi": {
    named: "name",
    id: shortId,
    arn: gatewayArn((_, id) => `restapis/${id}`),
    outputs: (subject, id) => ({
      rootResourceId: subject.digits(10, LOWER.slice(1)),
      executionArn: `arn:aws:execute-api:${subject.region}:${subject.account}:${id}`,
      createdDate: "2026-01-01T00:00:00Z",
    }),
  },
  "aws:apigateway/deployment:Deployment": { id: ({ digits }) => digits(6, LOWER) },
  "aws:apigateway/stage:Stage": {
    id: ({ inputs }) => `ags-${text(inputs.restApi)}-${text(inputs.stageName)}`,
    arn: gatewayArn(({ inputs }) => `restapis/${text(inputs.restApi)}/stages/${text(inputs.stageName)}`),
    outputs: ({ inputs, region, account }) => {
      const [api, stage] = [text(inputs.restApi), text(inputs.stageName)];
      return {
        invokeUrl: `https://${api}.execute-api.${region}.amazonaws.com/${stage}`,
        executionArn: `arn:aws:execute-api:${region}:${account}:${api}/${stage}`,
      };
    },
  },
  "aws:apigateway/apiKey:ApiKey": {
    named: "name",
    id: shortId,
    arn: gatewayArn((_, id) => `apikeys/${id}`),
    outputs: ({ digits }) => ({ value: digits(40, `${LOWER}${CAPITALS}`), enabled: true }),
  },
  "aws:apigateway/usagePlan:UsagePlan": {
    named: "name",
    id: ({ digits }) => digits(6, LOWER),
    arn: gatewayArn((_, id) => `usageplans/${id}`),
  },
  "aws:apigateway/usagePlanKey:UsagePlanKey": { id: ({ inputs }) => text(inputs.keyId) },
  "aws:apigateway/account:Account": { id: () => "api-gateway-account" },
};
