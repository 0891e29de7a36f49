/** What the local gateway makes of the features of API Gateway REST APIs. */
export const GATEWAY_FEATURES: readonly (readonly [
  feature: string,
  state: "emulated" | "recorded only" | "refused",
  note: string,
])[] = [
  [
    "Import of OpenAPI 3.0 and Swagger 2.0 with `x-amazon-apigateway-*`",
    "emulated",
    "JSON and YAML; overwrite and merge; base paths; what AWS warns of fails with `failOnWarnings`",
  ],
  [
    "WAF",
    "emulated",
    "own rules and rule groups, IP and regex pattern sets, matches on every part of a request, labels, size, rates by any key, inserted headers, own responses; managed rule groups, geo, ASN, SQL injection, XSS, CAPTCHA and challenge are named by a warning and not run",
  ],
  ["Resource policies", "emulated", "of the document, the API or `RestApiPolicy`; in force with a deployment"],
  ["Routing: variables, greedy, ANY, encoded characters", "emulated", ""],
  ["Authorizers: IAM, Cognito, Lambda token and request", "emulated", "with the cache of their results"],
  ["API keys, usage plans, throttles, quotas", "emulated", "by client, method, stage and account"],
  ["Validation of parameters and bodies", "emulated", "as far as AWS enforces models"],
  ["Response cache", "emulated", "keys, TTL, invalidation, by stage"],
  ["Mapping templates (VTL) and parameter mapping", "emulated", ""],
  ["Integrations: Lambda (proxy and not), HTTP, HTTP_PROXY, mock", "emulated", ""],
  [
    "Integrations: SQS, SNS, EventBridge, Step Functions, DynamoDB, S3, Kinesis, Parameter Store, Secrets Manager",
    "emulated",
    "with the operations of their services above",
  ],
  ["VPC links", "recorded only", "requests go straight to the integration's URI"],
  ["Integration responses, gateway responses, header remapping", "emulated", ""],
  ["Binary media types, compression", "emulated", ""],
  ["CORS", "emulated", "what the document declares, as on AWS"],
  ["Canary deployments, stage variables", "emulated", ""],
  ["Custom domains and base paths", "emulated", "by Host header, wildcards too"],
  ["Mutual TLS of custom domains", "emulated", "with the truststore from S3"],
  ["Private APIs", "emulated", "by the names of their endpoints"],
  [
    "Access logs, execution log, request ids, trace header",
    "emulated",
    "in `.local/logs`, by the stage's format, level and data trace; traces in `traces.log` there; detailed metrics are recorded only",
  ],
  ["Limits: 10 MB, header sizes, timeouts", "emulated", ""],
];
