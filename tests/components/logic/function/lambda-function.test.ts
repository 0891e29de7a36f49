import assert from "node:assert/strict";
import { resolve } from "node:path";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import type { LambdaFunctionArgs } from "../../../../components/logic/function/args";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { Network } from "../../../../components/network/network";

const ENTRY = resolve(__dirname, "echo.handler.ts");
const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";
const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const LOG_GROUP = "arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/project-stack-echo";

const CHILDREN = [
  `${ROLE} echo-role`,
  `${POLICY} echo-policy`,
  `${LOGS} echo-logs`,
  `${ALIAS} echo-live`,
  `${FUNCTION} echo`,
  "serverless-tiers:index:LambdaFunction echo",
].sort();

const deploy = async (
  args: Partial<LambdaFunctionArgs> | (() => Partial<LambdaFunctionArgs>) = {},
  preview = false,
) => {
  const functions: LambdaFunction[] = [];
  const made = await registered(
    () => {
      const given = typeof args === "function" ? args() : args;
      functions.push(new LambdaFunction("echo", { entry: ENTRY, ...given }));
    },
    { preview },
  );
  const [fn] = functions;
  assert.ok(fn);
  const inputs = (type: string, name: string) => the(made, type, name).inputs;
  const statements = () => JSON.parse(String(inputs(POLICY, "echo-policy").policy)).Statement;
  return { made, fn, inputs, statements };
};

const link = (over: Partial<Link> = {}): Link => ({
  description: "put into table things",
  grants: [{ actions: ["dynamodb:PutItem"], resources: ["arn:aws:dynamodb:eu-west-1:000000000000:table/things"] }],
  environment: (name) => ({ [`${name.toUpperCase()}_TABLE`]: "things" }),
  ...over,
});

const LOG_STATEMENT = {
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: [`${LOG_GROUP}:*`],
};
const TRACE_STATEMENT = {
  Effect: "Allow",
  Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  Resource: ["*"],
};

describe("a function", () => {
  it("has exactly these children, all of them its own, in an update and in a preview", async () => {
    const { made } = await deploy();
    assert.deepEqual(listed(made), CHILDREN);
    const [parent] = made.filter(({ custom }) => !custom);
    for (const child of made.filter(({ custom }) => custom)) assert.equal(child.parent, parent?.urn, child.name);
    assert.deepEqual(listed((await deploy({}, true)).made), CHILDREN);
  });

  it("has safe settings, and no concurrency set aside", async () => {
    const { inputs, fn } = await deploy();
    const { code, ...settings } = inputs(FUNCTION, "echo");
    assert.deepEqual(settings, {
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      timeout: 10,
      memorySize: 512,
      role: await resolved(fn.role.arn),
      publish: true,
      loggingConfig: { logFormat: "Text", logGroup: "/aws/lambda/project-stack-echo" },
      tracingConfig: { mode: "Active" },
    });
    assert.deepEqual(inputs(LOGS, "echo-logs"), {
      name: "/aws/lambda/project-stack-echo",
      retentionInDays: 30,
    });
    assert.deepEqual(Object.keys((code as { assets: object }).assets), ["index.js"]);
  });

  it("may do nothing but log and trace, as Lambda alone", async () => {
    const { inputs, statements, fn } = await deploy();
    assert.deepEqual(statements(), [LOG_STATEMENT, TRACE_STATEMENT]);
    assert.equal(inputs(POLICY, "echo-policy").role, await resolved(fn.role.name));
    assert.deepEqual(JSON.parse(String(inputs(ROLE, "echo-role").assumeRolePolicy)).Statement, [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  it("comes after its rights, and its alias after its version", async () => {
    const { made, inputs } = await deploy();
    assert.deepEqual(
      dependencies(the(made, FUNCTION, "echo")),
      [`${LOGS} echo-logs`, `${ROLE} echo-role`, `${POLICY} echo-policy`].sort(),
    );
    assert.deepEqual(dependencies(the(made, ALIAS, "echo-live")), [`${FUNCTION} echo`]);
    assert.equal(inputs(ALIAS, "echo-live").name, "live");
  });

  it("takes other settings, in the units of AWS", async () => {
    const { inputs, statements } = await deploy({
      timeout: "1 minute",
      memory: "1 GB",
      retention: "forever",
      tracing: false,
      architecture: "x86_64",
      runtime: "nodejs24.x",
      reservedConcurrency: 0,
      description: "Says it again",
      environment: { GREETING: "hello" },
    });
    const { timeout, memorySize, tracingConfig, architectures, runtime, ...rest } = inputs(FUNCTION, "echo");
    assert.deepEqual([timeout, memorySize, tracingConfig], [60, 1024, { mode: "PassThrough" }]);
    assert.deepEqual([architectures, runtime], [["x86_64"], "nodejs24.x"]);
    assert.deepEqual([rest.reservedConcurrentExecutions, rest.description], [0, "Says it again"]);
    assert.deepEqual(rest.environment, { variables: { GREETING: "hello" } });
    assert.equal(inputs(LOGS, "echo-logs").retentionInDays, 0);
    assert.deepEqual(statements(), [LOG_STATEMENT]);
  });

  it("lets every child be changed", async () => {
    const { inputs, statements } = await deploy({
      transform: {
        function: { timeout: 7 },
        alias: { description: "traffic" },
        role: { path: "/functions/" },
        policy: { policy: JSON.stringify({ Statement: [{ Sid: "More" }] }) },
        logGroup: (args) => {
          args.kmsKeyId = "arn:key";
        },
      },
    });
    assert.equal(inputs(FUNCTION, "echo").timeout, 7);
    assert.equal(inputs(ALIAS, "echo-live").description, "traffic");
    assert.equal(inputs(ROLE, "echo-role").path, "/functions/");
    assert.deepEqual(statements(), [LOG_STATEMENT, TRACE_STATEMENT, { Sid: "More" }]);
    assert.equal(inputs(LOGS, "echo-logs").kmsKeyId, "arn:key");
  });

  it("is a target of an API by its alias, with one permission for all routes", async () => {
    const { fn, inputs } = await deploy();
    const integration = await resolved(
      fn.integrate({ method: "GET", path: "/", credentials: undefined, region: "eu-west-1", partition: "aws" }),
    );
    const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${await resolved(fn.aliasArn)}/invocations`;
    assert.deepEqual(integration, { extension: { type: "aws_proxy", httpMethod: "POST", uri }, methodResponses: {} });
    assert.equal(fn.description, "function echo");
    assert.deepEqual(fn.grants, []);
    assert.equal(fn.invokes.key, "echo");
    assert.equal(inputs(ALIAS, "echo-live").functionName, await resolved(pulumi.output(fn.invokes.functionName)));
    assert.equal(await resolved(pulumi.output(fn.invokes.qualifier ?? "")), "live");
  });
});

describe("the links of a function", () => {
  it("give their rights and, under the name that the function chose, their variables", async () => {
    const { inputs, statements } = await deploy({ links: { things: link() } });
    assert.deepEqual(statements().at(-1), {
      Effect: "Allow",
      Action: ["dynamodb:PutItem"],
      Resource: ["arn:aws:dynamodb:eu-west-1:000000000000:table/things"],
    });
    assert.deepEqual(inputs(FUNCTION, "echo").environment, { variables: { THINGS_TABLE: "things" } });
  });

  it("hold the alias back, not the function, until what they depend on is done", async () => {
    const { made } = await deploy(() => ({ links: { things: link({ dependsOn: [new sqs.Queue("migration")] }) } }));
    assert.deepEqual(dependencies(the(made, ALIAS, "echo-live")), [
      `${FUNCTION} echo`,
      "aws:sqs/queue:Queue migration",
    ]);
    assert.equal(dependencies(the(made, FUNCTION, "echo")).includes("aws:sqs/queue:Queue migration"), false);
  });

  it("put certificates into the package, each once, and name them to Node", async () => {
    const { inputs } = await deploy({
      links: {
        one: link({ certificates: "PEM A" }),
        two: link({ certificates: pulumi.output("PEM B") }),
        three: link({ certificates: "PEM A" }),
      },
    });
    const { code, environment } = inputs(FUNCTION, "echo");
    const { assets } = code as { assets: Record<string, { text: string }> };
    assert.equal(assets["rds-ca.pem"]?.text, "PEM A\nPEM B");
    assert.deepEqual(environment, {
      variables: {
        ONE_TABLE: "things",
        TWO_TABLE: "things",
        THREE_TABLE: "things",
        NODE_EXTRA_CA_CERTS: "/var/task/rds-ca.pem",
      },
    });
  });
});

describe("a function in a network", () => {
  const placed = () =>
    deploy(() => {
      const network = new Network("main");
      const reaches = { network, name: "orders", securityGroupId: "sg-0da7aba5e", ports: [5432] as const };
      return { links: { store: link({ reaches }) } };
    });

  it("is placed there by a link that reaches in, with a security group and rules of its own", async () => {
    const { made, inputs } = await placed();
    const parent = the(made, "serverless-tiers:index:LambdaFunction", "echo").urn;
    assert.deepEqual(
      listed(made.filter((child) => child.parent === parent)),
      [
        ...CHILDREN.filter((child) => !child.startsWith("serverless-tiers")),
        "aws:ec2/securityGroup:SecurityGroup echo",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule echo-to-orders",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule echo-to-orders",
      ].sort(),
    );
    const { subnetIds, securityGroupIds } = inputs(FUNCTION, "echo").vpcConfig as Record<string, string[]>;
    assert.equal(subnetIds?.length, 2);
    assert.equal(securityGroupIds?.length, 1);
  });

  it("has its alias wait for the rules", async () => {
    const { made } = await placed();
    assert.deepEqual(dependencies(the(made, ALIAS, "echo-live")), [
      `${FUNCTION} echo`,
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule echo-to-orders",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule echo-to-orders",
    ]);
  });

  it("lets Lambda, and not its code, make interfaces in its subnets and with its security group alone", async () => {
    const { inputs, statements } = await placed();
    const { subnetIds = [], securityGroupIds = [] } = inputs(FUNCTION, "echo").vpcConfig as Record<string, string[]>;
    const arn = (kind: string) => (id: string) => `arn:aws:ec2:eu-west-1:000000000000:${kind}/${id}`;
    const Condition = { Null: { "lambda:SourceFunctionArn": "true" } };
    const [create, remove, describe] = statements().slice(2, 5);
    assert.deepEqual(create, {
      Effect: "Allow",
      Action: ["ec2:CreateNetworkInterface"],
      Resource: [
        arn("network-interface")("*"),
        ...subnetIds.map(arn("subnet")),
        ...securityGroupIds.map(arn("security-group")),
      ],
      Condition,
    });
    assert.deepEqual(remove, {
      Effect: "Allow",
      Action: ["ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
      Resource: [arn("network-interface")("*")],
      Condition,
    });
    assert.deepEqual(describe, {
      Effect: "Allow",
      Action: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
      Resource: ["*"],
      Condition,
    });
  });

  it("gets an endpoint for a service that a link calls, where there is no way out", async () => {
    const { made } = await deploy(() => ({ network: new Network("main"), links: { jobs: link({ service: "sqs" }) } }));
    assert.deepEqual(dependencies(the(made, ALIAS, "echo-live")), [
      "aws:ec2/vpcEndpoint:VpcEndpoint main-sqs",
      `${FUNCTION} echo`,
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule echo-to-sqs-endpoint",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule echo-to-sqs-endpoint",
    ]);
  });

  it("can be placed without a link", async () => {
    const { inputs } = await deploy(() => ({ network: new Network("main") }));
    assert.equal((inputs(FUNCTION, "echo").vpcConfig as { subnetIds: string[] }).subnetIds.length, 2);
  });
});
