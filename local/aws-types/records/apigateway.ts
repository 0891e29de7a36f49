import type { Properties } from "../../engine/resources/resource-type";
import { type AwsTypes, CAPITALS, input, LOWER, type Subject, text } from "../aws-type";
import { oneLine } from "../name-rule";
import { like, type Rule, secretLike } from "../rule";

const shortId = ({ digits }: Subject): string => digits(10, LOWER);

const gatewayArn =
  (path: (subject: Subject, id: string) => string) =>
  (subject: Subject, id: string): string =>
    `apigateway:${subject.region}::/${path(subject, id)}`;

/** The provider's schema has had a list and has one text now. */
const endpointType = ({ endpointConfiguration }: Properties): unknown =>
  [((endpointConfiguration ?? {}) as Properties).types].flat()[0];

/** Names of these are labels. */
const label = { ...oneLine(1_024), changeable: true };

// fidelity: docs: API_CreateStage
const stageName: Rule = like(/^[A-Za-z0-9_-]{1,128}$/, "1 to 128 letters, digits, hyphens and underscores");

export const APIGATEWAY: AwsTypes = {
  "aws:apigateway/restApi:RestApi": {
    name: label,
    id: shortId,
    arn: gatewayArn((_, id) => `restapis/${id}`),
    outputs: (subject, id) => ({
      rootResourceId: subject.digits(10, LOWER.slice(1)),
      executionArn: `arn:aws:execute-api:${subject.region}:${subject.account}:${id}`,
      createdDate: "2026-01-01T00:00:00Z",
    }),
    // fidelity: docs: apigateway-api-migration, "Change a public or private API endpoint type"; guess: the text
    refuses: ({ olds, news }) =>
      endpointType(olds) === "PRIVATE" && endpointType(news) === "EDGE"
        ? [
            {
              property: "endpointConfiguration",
              reason: "BadRequestException: Cannot update endpoint from PRIVATE to EDGE",
            },
          ]
        : [],
    replaceOn: [],
  },
  "aws:apigateway/restApiPolicy:RestApiPolicy": { id: input("restApiId"), replaceOn: ["restApiId"] },
  "aws:apigateway/deployment:Deployment": {
    id: ({ digits }) => digits(6, LOWER),
    importedAs: "{restApi}/{id}",
    replaceOn: ["restApi", "triggers", "variables"],
  },
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
    limits: { stageName },
    importedAs: "{restApi}/{stageName}",
    replaceOn: ["restApi", "stageName"],
  },
  "aws:apigateway/methodSettings:MethodSettings": {
    id: ({ inputs }) => [inputs.restApi, inputs.stageName, inputs.methodPath].map(text).join("-").replaceAll("/", "-"),
    importedAs: "{restApi}/{stageName}/{methodPath}",
    replaceOn: ["restApi", "stageName", "methodPath"],
  },
  "aws:apigateway/apiKey:ApiKey": {
    name: label,
    id: shortId,
    arn: gatewayArn((_, id) => `apikeys/${id}`),
    outputs: ({ digits }) => ({ value: digits(40, `${LOWER}${CAPITALS}`), enabled: true }),
    // fidelity: docs: api-gateway-setup-api-key-with-console
    limits: { value: secretLike(/^[\s\S]{20,128}$/, "a text of 20 to 128 characters") },
    defaults: { enabled: true, description: "Managed by Pulumi" },
    replaceOn: ["value"],
  },
  "aws:apigateway/usagePlan:UsagePlan": {
    name: label,
    id: ({ digits }) => digits(6, LOWER),
    arn: gatewayArn((_, id) => `usageplans/${id}`),
    replaceOn: [],
  },
  "aws:apigateway/usagePlanKey:UsagePlanKey": {
    id: input("keyId"),
    importedAs: "{usagePlanId}/{keyId}",
    replaceOn: ["keyId", "keyType", "usagePlanId"],
  },
  "aws:apigateway/account:Account": { id: () => "api-gateway-account", replaceOn: [] },
  "aws:apigateway/domainName:DomainName": {
    id: input("domainName"),
    arn: gatewayArn(({ inputs }) => `domainnames/${text(inputs.domainName)}`),
    outputs: ({ digits, region }) => ({
      regionalDomainName: `d-${digits(10, LOWER)}.execute-api.${region}.amazonaws.com`,
      regionalZoneId: "ZLY8HYME6SFDD",
    }),
    limits: {
      // fidelity: docs: how-to-custom-domains: the first label alone may be "*"
      domainName: like(
        /^(?=.{1,253}$)(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i,
        'the name of a domain, with a wildcard as its first label only, "*.example.com"',
      ),
    },
    replaceOn: ["certificateBody", "certificateChain", "certificatePrivateKey", "domainName"],
  },
  "aws:apigateway/basePathMapping:BasePathMapping": {
    id: ({ inputs }) => `${text(inputs.domainName)}/${text(inputs.basePath)}`,
    // fidelity: guess: the provider changes basePath in place, and the id with it; here a new mapping takes its place
    importedAs: "{domainName}/{basePath}",
    replaceOn: ["basePath", "domainName"],
  },
  "aws:apigateway/vpcLink:VpcLink": {
    name: label,
    id: ({ digits }) => digits(6, LOWER),
    arn: gatewayArn((_, id) => `vpclinks/${id}`),
    replaceOn: ["targetArn"],
  },
};
