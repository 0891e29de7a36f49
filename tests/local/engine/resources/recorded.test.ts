import assert from "node:assert/strict";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { answerInvoke } from "../../../../local/engine/invokes/invokes";
import { lifeOf, resourceContext } from "../../../../local/engine/resources/life";
import { recorded } from "../../../../local/engine/resources/recorded";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import { resourceReference, UNKNOWN } from "../../../../local/engine/values/signatures";

const PLACE = { region: "eu-west-1", account: "111122223333" };
const make = (type: string, inputs: Properties = {}, life = "x") =>
  recorded(
    type,
    inputs,
    resourceContext(`urn:${type}`, "orders", lifeOf(life), { ...PLACE, defaultTags: { stack: "t" } }),
  );

describe("recorded resources", () => {
  for (const [type, id] of [
    ["aws:ec2/vpc:Vpc", /^vpc-0[0-9a-f]{16}$/],
    ["aws:ec2/subnet:Subnet", /^subnet-0[0-9a-f]{16}$/],
    ["aws:ec2/securityGroup:SecurityGroup", /^sg-0[0-9a-f]{16}$/],
    ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", /^sgr-0[0-9a-f]{16}$/],
    ["aws:ec2/internetGateway:InternetGateway", /^igw-0[0-9a-f]{16}$/],
    ["aws:ec2/routeTable:RouteTable", /^rtb-0[0-9a-f]{16}$/],
    ["aws:ec2/eip:Eip", /^eipalloc-0[0-9a-f]{16}$/],
    ["aws:ec2/natGateway:NatGateway", /^nat-0[0-9a-f]{16}$/],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", /^vpce-0[0-9a-f]{16}$/],
    ["aws:ec2/networkInterface:NetworkInterface", /^eni-0[0-9a-f]{16}$/],
    ["aws:sqs/queue:Queue", /^https:\/\/sqs\.eu-west-1\.amazonaws\.com\/111122223333\/orders-[0-9a-f]{7}$/],
    ["aws:apigateway/restApi:RestApi", /^[a-z0-9]{10}$/],
    ["aws:rds/cluster:Cluster", /^orders-[0-9a-f]{7}$/],
    ["aws:dynamodb/table:Table", /^orders-[0-9a-f]{7}$/],
  ] as const) {
    it(`have ids as AWS gives them: ${type}`, () => assert.match(make(type).id, id));
  }

  it("have ARNs, names, region and all tags", () => {
    const { outputs } = make("aws:sqs/queue:Queue", { name: "given", tags: { own: "1" } });
    assert.deepEqual(outputs, {
      region: "eu-west-1",
      arn: "arn:aws:sqs:eu-west-1:111122223333:given",
      name: "given",
      url: "https://sqs.eu-west-1.amazonaws.com/111122223333/given",
      tags: { own: "1" },
      tagsAll: { stack: "t", own: "1" },
    });
  });

  it("are the same in one life and others in the next", () => {
    assert.deepEqual(make("aws:rds/cluster:Cluster"), make("aws:rds/cluster:Cluster"));
    assert.notEqual(make("aws:rds/cluster:Cluster").id, make("aws:rds/cluster:Cluster", {}, "y").id);
  });

  it("have a managed secret only when asked for", () => {
    assert.deepEqual(make("aws:rds/cluster:Cluster").outputs.masterUserSecrets, []);
    const [secret] = make("aws:rds/cluster:Cluster", { manageMasterUserPassword: true }).outputs
      .masterUserSecrets as Properties[];
    assert.match(String(secret?.secretArn), /^arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!cluster-/);
  });
});

describe("data sources", () => {
  it("answer region, account, partition and zones", () => {
    assert.equal(answerInvoke("aws:index/getRegion:getRegion", {}, PLACE).region, "eu-west-1");
    assert.equal(answerInvoke("aws:index/getRegion:getRegion", { region: "us-east-1" }, PLACE).id, "us-east-1");
    assert.equal(answerInvoke("aws:index/getCallerIdentity:getCallerIdentity", {}, PLACE).accountId, "111122223333");
    assert.equal(answerInvoke("aws:index/getPartition:getPartition", {}, PLACE).partition, "aws");
    const { names, zoneIds } = answerInvoke("aws:index/getAvailabilityZones:getAvailabilityZones", {}, PLACE);
    assert.deepEqual(names, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    assert.deepEqual(zoneIds, ["euw1-az1", "euw1-az2", "euw1-az3"]);
    const sydney = { ...PLACE, region: "ap-southeast-2" };
    const zones = answerInvoke("aws:index/getAvailabilityZones:getAvailabilityZones", {}, sydney);
    assert.deepEqual(zones.zoneIds, ["apse2-az1", "apse2-az2", "apse2-az3"]);
  });

  it("write policy documents as the provider does", () => {
    const { json, minifiedJson } = answerInvoke(
      "aws:iam/getPolicyDocument:getPolicyDocument",
      {
        statements: [
          {
            sid: "A",
            actions: ["sqs:SendMessage", "sqs:ReceiveMessage"],
            resources: ["arn:q"],
            principals: [{ type: "Service", identifiers: ["apigateway.amazonaws.com"] }],
            conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
          },
        ],
      },
      PLACE,
    );
    const document = {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "A",
          Effect: "Allow",
          Action: ["sqs:SendMessage", "sqs:ReceiveMessage"],
          Resource: "arn:q",
          Principal: { Service: "apigateway.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "1" } },
        },
      ],
    };
    assert.deepEqual(JSON.parse(String(json)), document);
    assert.equal(minifiedJson, JSON.stringify(document));
  });

  it("name the one that is unknown, and those that are known", () => {
    assert.throws(
      () => answerInvoke("aws:ec2/getAmi:getAmi", {}, PLACE),
      /^Error: the local cloud cannot answer aws:ec2\/getAmi:getAmi; it answers aws:index\/getRegion:getRegion, /,
    );
  });
});

describe("texts of the wire", () => {
  it("are the SDK's", () => {
    assert.equal(UNKNOWN, rpc.unknownValue);
    assert.deepEqual(resourceReference("u", "i"), {
      [rpc.specialSigKey]: rpc.specialResourceSig,
      urn: "u",
      id: "i",
      packageVersion: "",
    });
  });
});
