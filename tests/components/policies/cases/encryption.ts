import { UNKNOWN } from "../../../../components/policies/checked-resource";
import { ALARM, CLUSTER, DENY_HTTP, guarded, one, policy, QUEUE, resource, stack, TOPIC } from "../a-stack";
import type { Cases } from "./case";

const alarmed = (topic: Record<string, unknown>) =>
  stack([
    resource(TOPIC, "alarms", topic),
    resource(ALARM, "age", {}, { uses: { alarmActions: [`${TOPIC} alarms`] } }),
  ]);

const backend = (integration: Record<string, unknown>) =>
  one("aws:apigateway/restApi:RestApi", {
    body: JSON.stringify({ paths: { "/a": { get: { "x-amazon-apigateway-integration": integration } } } }),
  });

export const ENCRYPTION: Cases = {
  "encrypted-at-rest": {
    breaks: [
      [one(QUEUE, {}), "it: sqsManagedSseEnabled or kmsMasterKeyId must be set (sqsManagedSseEnabled is not set)"],
      [one(CLUSTER, { storageEncrypted: false }), "it: storageEncrypted must be set (storageEncrypted is false)"],
    ],
    holds: [
      one(QUEUE, { kmsMasterKeyId: "alias/own" }),
      one(CLUSTER, { storageEncrypted: true }),
      one(QUEUE, { kmsMasterKeyId: UNKNOWN }),
    ],
  },
  "alarm-topic-delivers": {
    breaks: [
      [
        alarmed({ kmsMasterKeyId: "alias/aws/sns" }),
        "alarms: kmsMasterKeyId must be absent, or a key whose policy lets cloudwatch.amazonaws.com use it",
      ],
    ],
    holds: [alarmed({}), one(TOPIC, { kmsMasterKeyId: "alias/aws/sns" })],
  },
  "tls-only": {
    breaks: [
      [
        stack([resource(QUEUE, "jobs")]),
        "jobs: must have a policy that denies everybody requests with aws:SecureTransport false (aws:sqs/queuePolicy:QueuePolicy)",
      ],
      [
        guarded(policy({ ...DENY_HTTP, Effect: "Allow" })),
        "jobs: must have a policy that denies everybody requests with aws:SecureTransport false (aws:sqs/queuePolicy:QueuePolicy)",
      ],
    ],
    holds: [guarded(policy(DENY_HTTP)), guarded(UNKNOWN)],
  },
  "tls-to-databases": {
    breaks: [
      [
        one("aws:rds/clusterParameterGroup:ClusterParameterGroup", { family: "aurora-postgresql17" }),
        'it: parameter rds.force_ssl must be "1" (it is not set)',
      ],
      [
        one("aws:rds/parameterGroup:ParameterGroup", {
          family: "postgres14",
          parameters: [{ name: "rds.force_ssl", value: "0" }],
        }),
        'it: parameter rds.force_ssl must be "1" (it is "0")',
      ],
    ],
    holds: [
      one("aws:rds/clusterParameterGroup:ClusterParameterGroup", {
        family: "aurora-postgresql17",
        parameters: [{ name: "rds.force_ssl", value: "1" }],
      }),
      one("aws:rds/parameterGroup:ParameterGroup", { family: "mysql8.0" }),
    ],
  },
  "tls-to-backends": {
    breaks: [
      [backend({ uri: "http://a.example/{id}" }), "it: GET /a must go to https:// (it goes to http://a.example/{id})"],
      [
        backend({ uri: "https://a.example", tlsConfig: { insecureSkipVerification: true } }),
        "it: GET /a must not skip the verification of certificates",
      ],
    ],
    holds: [
      backend({ uri: "https://a.example" }),
      backend({ uri: "arn:aws:apigateway:eu-west-1:sqs:path/1/a" }),
      backend({}),
    ],
  },
  "modern-tls": {
    breaks: [
      [
        one("aws:apigateway/domainName:DomainName", { securityPolicy: "TLS_1_0" }),
        "it: securityPolicy must be TLS 1.2 or newer (it is TLS_1_0)",
      ],
      [
        one("aws:cloudfront/distribution:Distribution", {
          defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" },
        }),
        "it: viewerProtocolPolicy must be redirect-to-https or https-only (it is allow-all)",
      ],
      [
        one("aws:lb/listener:Listener", { protocol: "HTTP", defaultActions: [{ type: "forward" }] }),
        "it: an HTTP listener must only redirect to HTTPS",
      ],
    ],
    holds: [
      one("aws:apigateway/domainName:DomainName", { securityPolicy: "TLS_1_2" }),
      one("aws:cloudfront/distribution:Distribution", {
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
        defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
      }),
      one("aws:lb/listener:Listener", { protocol: "HTTP", defaultActions: [{ type: "redirect" }] }),
    ],
  },
};
