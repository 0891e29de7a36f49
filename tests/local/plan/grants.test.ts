import assert from "node:assert/strict";
import type { Properties } from "../../../components/policies/checked-resource";
import { grantsOf } from "../../../local/plan/grants";
import { planned, policy, stackOf } from "./a-plan";

const QUEUE = planned("aws:sqs/queue:Queue", "jobs", {}, { outputs: { arn: "arn:aws:sqs:eu-west-1:1:jobs-12" } });
const ROLE = planned("aws:iam/role:Role", "work-role", {
  assumeRolePolicy: policy({
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
  }),
});
const FUNCTION = planned("aws:lambda/function:Function", "work", {}, { uses: { role: [ROLE.urn] } });

const granted = (...statements: readonly Properties[]) =>
  planned("aws:iam/rolePolicy:RolePolicy", "work", { policy: policy(...statements) }, { uses: { role: [ROLE.urn] } });

const words = (...statements: readonly Properties[]): string[] => {
  const cluster = planned(
    "aws:rds/cluster:Cluster",
    "orders",
    {},
    {
      outputs: {
        clusterResourceId: "cluster-ABC",
        masterUserSecrets: [{ secretArn: "arn:aws:secretsmanager:eu-west-1:1:secret:rds!x" }],
      },
    },
  );
  const subnets = ["a", "b"].map((name) =>
    planned("aws:ec2/subnet:Subnet", name, {}, { outputs: { arn: `arn:aws:ec2:eu-west-1:1:subnet/${name}` } }),
  );
  const holders = grantsOf(stackOf(QUEUE, ROLE, FUNCTION, cluster, ...subnets, granted(...statements)));
  return holders.flatMap(({ holder, may }) => may.map(({ words: said }) => `${holder} may ${said}`));
};

describe("the grants of a plan", () => {
  it("are in words, for the function that holds them", () => {
    assert.deepEqual(
      words(
        { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:1:jobs-12" },
        {
          Effect: "Allow",
          Action: "rds-db:connect",
          Resource: "arn:aws:rds-db:eu-west-1:1:dbuser:cluster-ABC/orders_reader",
        },
        {
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue"],
          Resource: ["arn:aws:secretsmanager:eu-west-1:1:secret:rds!x"],
        },
        {
          Effect: "Allow",
          Action: "ec2:CreateNetworkInterface",
          Resource: [
            "arn:aws:ec2:eu-west-1:1:network-interface/*",
            "arn:aws:ec2:eu-west-1:1:subnet/a",
            "arn:aws:ec2:eu-west-1:1:subnet/b",
          ],
          Condition: { Null: { "lambda:SourceFunctionArn": "true" } },
        },
      ),
      [
        "function work may send messages to queue jobs",
        "function work may connect to database orders as orders_reader",
        "function work may read the master secret of database orders",
        "function work may make network interfaces with subnet a, b, by Lambda alone, not by the function's code",
      ],
    );
  });

  it("name the parts of a table", () => {
    const arn = "arn:aws:dynamodb:eu-west-1:1:table/shows-12";
    const table = planned("aws:dynamodb/table:Table", "shows", {}, { outputs: { arn } });
    const policies = granted(
      { Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"], Resource: arn },
      {
        Effect: "Allow",
        Action: ["dynamodb:Query"],
        Resource: `${arn}/index/by-city`,
        Condition: {
          "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["Bern"] },
          Null: { "dynamodb:LeadingKeys": "false" },
        },
      },
      {
        Effect: "Allow",
        Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
        Resource: `${arn}/stream/2026-01-01T00:00:00.000`,
      },
      { Effect: "Allow", Action: ["dynamodb:ListStreams"], Resource: "*" },
    );
    assert.deepEqual(
      grantsOf(stackOf(table, ROLE, FUNCTION, policies)).flatMap(({ may }) => may.map(({ words: said }) => said)),
      [
        "get and query items of table shows",
        "query index by-city of table shows, if dynamodb:leadingkeys is Bern",
        "follow the stream of table shows",
        "list the streams of tables",
      ],
    );
  });

  it("name what nobody has put in words as AWS does, and say conditions", () => {
    assert.deepEqual(
      words({
        Effect: "Allow",
        Action: ["sqs:PurgeQueue", "sqs:SendMessage"],
        Resource: ["arn:aws:sqs:eu-west-1:1:jobs-12", "arn:aws:sqs:eu-west-1:1:elsewhere"],
        Condition: { StringEquals: { "aws:PrincipalTag/team": ["a", "b"] } },
      }),
      [
        "function work may sqs:PurgeQueue, sqs:SendMessage on queue jobs and arn:aws:sqs:eu-west-1:1:elsewhere, if aws:principaltag/team is a or b",
      ],
    );
  });

  it("leave nothing out: wildcards, all-buts, managed policies; denials grant nothing", () => {
    const attached = planned(
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "work",
      { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      { uses: { role: [ROLE.urn] } },
    );
    const role = {
      ...ROLE,
      props: {
        ...ROLE.props,
        inlinePolicies: [{ policy: policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }) }],
      },
    };
    const denied = granted({ Effect: "Deny", Action: "sqs:*", Resource: "*" });

    assert.deepEqual(grantsOf(stackOf(role, FUNCTION, attached, denied)), [
      {
        holder: "function work",
        may: [
          { words: "all but iam:* on anything", actions: ["all but iam:*"] },
          { words: "do what AWS's policy AdministratorAccess holds", actions: [] },
        ],
      },
    ]);
  });

  it("hold the services that the resources themselves let in", () => {
    const api = planned("aws:apigateway/restApi:RestApi", "shop");
    const permission = planned(
      "aws:lambda/permission:Permission",
      "invoke",
      { action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
      { uses: { function: [FUNCTION.urn], sourceArn: [api.urn] } },
    );
    const topic = planned("aws:sns/topic:Topic", "alarms", {}, { outputs: { arn: "arn:aws:sns:eu-west-1:1:alarms" } });
    const topicPolicy = planned("aws:sns/topicPolicy:TopicPolicy", "alarms-policy", {
      arn: "arn:aws:sns:eu-west-1:1:alarms",
      policy: policy({
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: "arn:aws:sns:eu-west-1:1:alarms",
      }),
    });

    assert.deepEqual(grantsOf(stackOf(FUNCTION, api, permission, topic, topicPolicy)), [
      {
        holder: "apigateway.amazonaws.com",
        may: [{ words: "invoke function work, for REST API shop", actions: ["lambda:InvokeFunction"] }],
      },
      { holder: "cloudwatch.amazonaws.com", may: [{ words: "publish to topic alarms", actions: ["sns:Publish"] }] },
    ]);
  });

  it("of a role without a function are those of whoever may assume it", () => {
    const holders = grantsOf(stackOf(ROLE, granted({ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" })));

    assert.deepEqual(
      holders.map(({ holder }) => holder),
      ["role work-role of lambda.amazonaws.com"],
    );
  });
});
