import assert from "node:assert/strict";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const LIST = { Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" } as const;

describe("iam: roles and their policies", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());

  const listing = async (credentials: { accessKeyId: string; secretAccessKey: string }) => {
    const sqs = new SQSClient({ ...cloud.client, credentials });
    try {
      await sqs.send(new ListQueuesCommand({}));
      return "allowed";
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    } finally {
      sqs.destroy();
    }
  };
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

  it("gives a role the ARN, the id and the defaults that AWS shows", async () => {
    const made = await cloud.resource("aws:iam/role:Role").create(
      {
        name: "reader",
        path: "/app/",
        assumeRolePolicy: document({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
      },
      resourceContext("reader"),
    );
    assert.equal(made.id, "reader");
    assert.equal(made.outputs.arn, "arn:aws:iam::000000000000:role/app/reader");
    assert.match(String(made.outputs.uniqueId), /^AROA[A-Z2-7]{17}$/);
    assert.equal(made.outputs.maxSessionDuration, 3_600);
  });

  it("grants a session what the role's policies allow, and takes it away at once", async () => {
    const session = cloud.access.assumeRole(await cloud.role("lister", [LIST]), "one");
    assert.equal(await listing(session), "allowed");
    await cloud.resource("aws:iam/rolePolicy:RolePolicy").delete("lister:own", {});
    assert.equal(await listing(session), "AccessDenied");
    cloud.access.revoke(session.accessKeyId);
    assert.equal(await listing(session), "UnrecognizedClientException");
  });

  it("reads attached policies, and their changes", async () => {
    const session = cloud.access.assumeRole(await cloud.role("lister", []), "one");
    const policies = cloud.resource("aws:iam/policy:Policy");
    const { id: policyArn } = await policies.create({ name: "list", policy: document(LIST) }, resourceContext("list"));
    assert.equal(policyArn, "arn:aws:iam::000000000000:policy/list");
    const attachment = { role: "lister", policyArn };
    await cloud.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment").create(attachment, resourceContext("a"));
    assert.equal(await listing(session), "allowed");
    const inputs = { policy: document({ ...LIST, Effect: "Deny" }) };
    await policies.update?.(policyArn, inputs, { inputs, outputs: {} }, resourceContext("list"));
    assert.equal(await listing(session), "AccessDenied");
  });

  it("refuses a managed policy that it does not know", async () => {
    await cloud.role("lister", []);
    const attachment = { role: "lister", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
    await assert.rejects(
      cloud.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment").create(attachment, resourceContext("a")),
      /is not among the AWS managed policies that the local cloud knows/,
    );
  });

  it("reports a malformed policy before anything is made", () => {
    const [violation] = cloud.resource("aws:iam/rolePolicy:RolePolicy").check?.({ policy: "{}" }) ?? [];
    assert.equal(violation?.property, "policy");
    assert.match(violation?.reason ?? "", /Syntax errors in policy/);
  });

  it("lets only the services that the trust policy names assume a role", async () => {
    const arn = await cloud.role("lister", [], "lambda.amazonaws.com");
    assert.equal(cloud.access.servicePrincipal(arn, "apigateway.amazonaws.com"), undefined);
    assert.equal(cloud.access.servicePrincipal(`${arn}-other`, "lambda.amazonaws.com"), undefined);
    assert.equal(
      cloud.access.servicePrincipal(arn, "lambda")?.arn,
      "arn:aws:sts::000000000000:assumed-role/lister/lambda",
    );
    assert.throws(() => cloud.access.assumeRole(arn, "x", "apigateway.amazonaws.com"), { code: "AccessDenied" });
  });
});
