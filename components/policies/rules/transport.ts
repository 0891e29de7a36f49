import { objectsAt, ofType, shown, UNKNOWN, usedBy, valueAt } from "../checked-resource";
import type { ResourceRule, StackRule } from "../rule";
import { type PolicyStatement, statementsOf } from "../statements";
import { documentOf, operationsOf } from "./api-operations";

/** What is reached over HTTP, and the policy that can refuse it without TLS. */
const GUARDED: readonly { readonly types: readonly string[]; readonly policy: string; readonly of: string }[] = [
  { types: ["aws:sqs/queue:Queue"], policy: "aws:sqs/queuePolicy:QueuePolicy", of: "queueUrl" },
  { types: ["aws:sns/topic:Topic"], policy: "aws:sns/topicPolicy:TopicPolicy", of: "arn" },
  {
    types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
    policy: "aws:s3/bucketPolicy:BucketPolicy",
    of: "bucket",
  },
];

export const tlsOnly: StackRule = {
  name: "tls-only",
  level: "mandatory",
  description: "Queues, topics and buckets refuse requests without TLS.",
  checkStack: (stack) =>
    GUARDED.flatMap(({ types, policy, of }) => {
      const guards = ofType(stack, policy).filter((guard) => refusesPlainHttp(valueAt(guard, "policy")));
      const guarded = new Set(guards.flatMap((guard) => usedBy(stack, guard, of, ...types)));
      return ofType(stack, ...types)
        .filter((resource) => !guarded.has(resource))
        .map((resource) => ({
          resource,
          problem: `must have a policy that denies everybody requests with aws:SecureTransport false (${policy})`,
        }));
    }),
};

const refusesPlainHttp = (policy: unknown): boolean => policy === UNKNOWN || statementsOf(policy).some(deniesPlainHttp);

const deniesPlainHttp = ({ effect, principals, conditions }: PolicyStatement): boolean =>
  effect === "Deny" && principals.includes("*") && conditions.get("aws:securetransport")?.[0] === "false";

export const tlsToDatabases: ResourceRule = {
  name: "tls-to-databases",
  level: "mandatory",
  description: "PostgreSQL refuses connections without TLS, in all versions alike.",
  types: ["aws:rds/clusterParameterGroup:ClusterParameterGroup", "aws:rds/parameterGroup:ParameterGroup"],
  check(group) {
    const [family, parameters] = [valueAt(group, "family"), valueAt(group, "parameters")];
    if (typeof family !== "string" || !family.includes("postgres") || parameters === UNKNOWN) return [];
    const value = objectsAt(group, "parameters").find(({ name }) => name === "rds.force_ssl")?.value;
    return value === "1" || value === UNKNOWN ? [] : [`parameter rds.force_ssl must be "1" (it is ${shown(value)})`];
  },
};

export const tlsToBackends: ResourceRule = {
  name: "tls-to-backends",
  level: "mandatory",
  description: "An API speaks TLS to the servers behind it, and looks whose certificate they show.",
  types: ["aws:apigateway/restApi:RestApi"],
  check: (api) =>
    operationsOf(documentOf(api)).flatMap(({ route, operation }) => {
      const props = { props: operation };
      const [uri, unverified] = [
        valueAt(props, "x-amazon-apigateway-integration.uri"),
        valueAt(props, "x-amazon-apigateway-integration.tlsConfig.insecureSkipVerification"),
      ];
      if (typeof uri === "string" && /^http:/i.test(uri)) return [`${route} must go to https:// (it goes to ${uri})`];
      return unverified === true ? [`${route} must not skip the verification of certificates`] : [];
    }),
};

/** Property by type, and the values of it that allow an old TLS or none. */
const WEAK: Readonly<Record<string, readonly [path: string, weak: RegExp]>> = {
  "aws:apigateway/domainName:DomainName": ["securityPolicy", /^TLS_1_0$/],
  "aws:cloudfront/distribution:Distribution": [
    "viewerCertificate.minimumProtocolVersion",
    /^(SSLv3|TLSv1(_2016)?|TLSv1\.1.*)$/,
  ],
};

export const modernTls: ResourceRule = {
  name: "modern-tls",
  level: "mandatory",
  description: "What browsers and clients connect to speaks TLS 1.2 or newer, and sends plain HTTP on to it.",
  types: [...Object.keys(WEAK), "aws:lb/listener:Listener"],
  check(resource) {
    const [path, weak] = WEAK[resource.type] ?? [];
    const value = path && valueAt(resource, path);
    const old =
      typeof value === "string" && weak?.test(value) ? [`${path} must be TLS 1.2 or newer (it is ${value})`] : [];
    return [...old, ...plainHttp(resource)];
  },
};

const plainHttp = (resource: Parameters<ResourceRule["check"]>[0]): string[] => {
  const behaviors = [...objectsAt(resource, "defaultCacheBehavior"), ...objectsAt(resource, "orderedCacheBehaviors")];
  const open = behaviors.some(({ viewerProtocolPolicy }) => viewerProtocolPolicy === "allow-all");
  const forwards = objectsAt(resource, "defaultActions").some(({ type }) => type === "forward");
  return [
    ...(open ? ["viewerProtocolPolicy must be redirect-to-https or https-only (it is allow-all)"] : []),
    ...(valueAt(resource, "protocol") === "HTTP" && forwards ? ["an HTTP listener must only redirect to HTTPS"] : []),
  ];
};
