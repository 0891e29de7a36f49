import type { Properties } from "./resource-type";

/** One resource as its shape sees it. */
export interface Subject {
  /** Its name in AWS: the one it was given, or its automatic one. */
  readonly name: string;
  readonly inputs: Properties;
  readonly region: string;
  readonly account: string;
  /** Digits that belong to this life of the resource. */
  digits(length: number, alphabet?: string): string;
}

/** What AWS and the provider make of a resource type. */
export interface Shape {
  /** The input that holds the resource's own name; an automatic name fills it in. */
  readonly named?: string;
  readonly id: (subject: Subject) => string;
  /** Everything after `arn:aws:`; absent where the type has no ARN. */
  readonly arn?: (subject: Subject, id: string) => string;
  readonly outputs?: (subject: Subject, id: string, arn: string) => Properties;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const byName = ({ name }: Subject): string => name;
const text = (value: unknown): string => (typeof value === "string" ? value : "");

const here =
  (service: string, path: string) =>
  ({ region, account, name }: Subject): string =>
    `${service}:${region}:${account}:${path}${name}`;

const ec2 = (prefix: string, resource: string, outputs?: Shape["outputs"]): Shape => ({
  id: ({ digits }) => `${prefix}-0${digits(16)}`,
  arn: ({ region, account }, id) => `ec2:${region}:${account}:${resource}/${id}`,
  outputs: (subject, id, arn) => ({ ownerId: subject.account, ...outputs?.(subject, id, arn) }),
});

const iam = (path: string, prefix: string): Shape => ({
  named: "name",
  id: byName,
  arn: ({ account, name, inputs }) => `iam::${account}:${path}${text(inputs.path) || "/"}${name}`,
  outputs: ({ digits }) => ({ path: "/", uniqueId: `${prefix}${digits(17, LETTERS)}` }),
});

const invokeArn = ({ region }: Subject, arn: string): string =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;

const shortId = ({ digits }: Subject): string => digits(10, LOWER);
const gatewayArn =
  (path: (subject: Subject, id: string) => string) =>
  (subject: Subject, id: string): string =>
    `apigateway:${subject.region}::/${path(subject, id)}`;

const clusterHost = (subject: Subject, kind: string): string =>
  `${subject.name}.${kind}-${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`;

const NETWORK: Readonly<Record<string, Shape>> = {
  "aws:ec2/vpc:Vpc": ec2("vpc", "vpc", ({ digits }) => ({
    mainRouteTableId: `rtb-0${digits(16, "0123456789abcde")}`,
    defaultSecurityGroupId: `sg-0${digits(16, "0123456789abcd")}`,
    enableDnsSupport: true,
    instanceTenancy: "default",
  })),
  "aws:ec2/subnet:Subnet": ec2("subnet", "subnet"),
  "aws:ec2/securityGroup:SecurityGroup": { ...ec2("sg", "security-group"), named: "name" },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { id: ({ digits }) => `sgrule-${digits(10, "0123456789")}` },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2("sgr", "security-group-rule", (_, id) => ({
    securityGroupRuleId: id,
  })),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ec2("sgr", "security-group-rule", (_, id) => ({
    securityGroupRuleId: id,
  })),
  "aws:ec2/networkInterface:NetworkInterface": ec2("eni", "network-interface"),
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway"),
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { id: ({ digits }) => `rtbassoc-0${digits(16)}` },
  "aws:ec2/route:Route": { id: ({ digits }) => `r-rtb-0${digits(16)}${digits(10, "0123456789")}` },
  "aws:ec2/eip:Eip": ec2("eipalloc", "elastic-ip", ({ digits }, id) => ({
    allocationId: id,
    domain: "vpc",
    publicIp: `198.51.100.${Number.parseInt(digits(2), 16)}`,
  })),
  "aws:ec2/natGateway:NatGateway": ec2("nat", "natgateway", ({ digits }) => ({
    publicIp: `198.51.100.${Number.parseInt(digits(2), 16)}`,
  })),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("vpce", "vpc-endpoint", ({ inputs, region, digits }, id) => ({
    state: "available",
    dnsEntries: [{ dnsName: `${id}-${digits(8)}.${text(inputs.serviceName)}`, hostedZoneId: "Z00000000000000000000" }],
    prefixListId: `pl-${digits(8)}`,
    region,
  })),
};

const LOGIC: Readonly<Record<string, Shape>> = {
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
    id: ({ digits }) => digits(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
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
    outputs: ({ digits }) => ({ value: digits(40, `${LOWER}${LETTERS}`), enabled: true }),
  },
  "aws:apigateway/usagePlan:UsagePlan": {
    named: "name",
    id: ({ digits }) => digits(6, LOWER),
    arn: gatewayArn((_, id) => `usageplans/${id}`),
  },
  "aws:apigateway/usagePlanKey:UsagePlanKey": { id: ({ inputs }) => text(inputs.keyId) },
  "aws:apigateway/account:Account": { id: () => "api-gateway-account" },
};

const DATA: Readonly<Record<string, Shape>> = {
  "aws:rds/cluster:Cluster": {
    named: "clusterIdentifier",
    id: byName,
    arn: here("rds", "cluster:"),
    outputs: (subject) => ({
      clusterResourceId: `cluster-${subject.digits(26, LETTERS)}`,
      endpoint: clusterHost(subject, "cluster"),
      readerEndpoint: clusterHost(subject, "cluster-ro"),
      port: 5432,
      engineVersionActual: subject.inputs.engineVersion,
      masterUserSecrets: subject.inputs.manageMasterUserPassword
        ? [
            {
              kmsKeyId: `arn:aws:kms:${subject.region}:${subject.account}:key/${uuid(subject)}`,
              secretArn: `arn:aws:secretsmanager:${subject.region}:${subject.account}:secret:rds!cluster-${uuid(subject)}-${subject.digits(6, LOWER)}`,
              secretStatus: "active",
            },
          ]
        : [],
    }),
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    named: "identifier",
    id: byName,
    arn: here("rds", "db:"),
    outputs: (subject) => ({
      endpoint: `${subject.name}.${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`,
      port: 5432,
      dbiResourceId: `db-${subject.digits(26, LETTERS)}`,
    }),
  },
  "aws:rds/subnetGroup:SubnetGroup": { named: "name", id: byName, arn: here("rds", "subgrp:") },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": { named: "name", id: byName, arn: here("rds", "cluster-pg:") },
  "aws:rds/parameterGroup:ParameterGroup": { named: "name", id: byName, arn: here("rds", "pg:") },
  "aws:secretsmanager/secret:Secret": {
    named: "name",
    id: (subject) => `arn:aws:${here("secretsmanager", "secret:")(subject)}-${subject.digits(6, LOWER)}`,
    arn: (subject) => `${here("secretsmanager", "secret:")(subject)}-${subject.digits(6, LOWER)}`,
  },
  "aws:kms/key:Key": {
    id: (subject) => uuid(subject),
    arn: ({ region, account }, id) => `kms:${region}:${account}:key/${id}`,
    outputs: (_, id) => ({ keyId: id }),
  },
};

const AROUND: Readonly<Record<string, Shape>> = {
  "aws:iam/role:Role": iam("role", "AROA"),
  "aws:iam/policy:Policy": {
    ...iam("policy", "ANPA"),
    id: ({ account, name }) => `arn:aws:iam::${account}:policy/${name}`,
  },
  "aws:iam/rolePolicy:RolePolicy": { named: "name", id: ({ name, inputs }) => `${text(inputs.role)}:${name}` },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: ({ inputs }) => `${text(inputs.role)}/${text(inputs.policyArn)}`,
  },
  "aws:sqs/queue:Queue": {
    named: "name",
    id: ({ region, account, name }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    arn: here("sqs", ""),
    outputs: (_, id) => ({ url: id }),
  },
  "aws:sqs/queuePolicy:QueuePolicy": { id: ({ inputs }) => text(inputs.queueUrl) },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": { id: ({ inputs }) => text(inputs.queueUrl) },
  "aws:sqs/redrivePolicy:RedrivePolicy": { id: ({ inputs }) => text(inputs.queueUrl) },
  "aws:sns/topic:Topic": {
    named: "name",
    id: (subject) => `arn:aws:${here("sns", "")(subject)}`,
    arn: here("sns", ""),
    outputs: ({ account }) => ({ owner: account }),
  },
  "aws:sns/topicPolicy:TopicPolicy": { id: ({ inputs }) => text(inputs.arn) },
  "aws:sns/topicSubscription:TopicSubscription": {
    id: ({ inputs, digits }) =>
      `${text(inputs.topic)}:${digits(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`,
    arn: (_, id) => id.replace(/^arn:aws:/, ""),
    outputs: () => ({ pendingConfirmation: true }),
  },
  "aws:cloudwatch/logGroup:LogGroup": { named: "name", id: byName, arn: here("logs", "log-group:") },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { named: "name", id: byName, arn: here("cloudwatch", "alarm:") },
};

const functionArn = ({ inputs, region, account }: Subject): string => {
  const name = text(inputs.functionName);
  return name.startsWith("arn:") ? name : `arn:aws:lambda:${region}:${account}:function:${name}`;
};

const uuid = ({ digits }: Subject): string => digits(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

// fidelity: docs: "Resource types defined by …" pages of the Service Authorization Reference for ARNs; the provider's
// registry documentation ("Attribute Reference") for ids
export const SHAPES: Readonly<Record<string, Shape>> = { ...NETWORK, ...LOGIC, ...DATA, ...AROUND };
