import assert from "node:assert/strict";
import type { Principal, Statement } from "../../../../local/access/access";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

/** What a caller needs of the key of what it uses, and how each service says that it lacks, or that the key is off. */
interface Case {
  readonly service: string;
  readonly type: string;
  readonly inputs: (key: string) => object;
  /** The target's prefix, the operation and its input, given the id of the resource. */
  readonly call: (id: string) => readonly [target: string, input: object];
  /** The right to the operation itself. */
  readonly action: string;
  readonly keyActions: readonly string[];
  readonly denied: RegExp;
  readonly disabled: RegExp;
}

const TOKEN = "44444444-4444-4444-4444-444444444444";
const QUEUE = "aws:sqs/queue:Queue";
const TABLE = "aws:dynamodb/table:Table";

const queue = (verb: string, input: object, keyActions: readonly string[]): Case => ({
  service: "sqs",
  type: QUEUE,
  inputs: (kmsMasterKeyId) => ({ name: "orders", kmsMasterKeyId }),
  call: (QueueUrl) => [`AmazonSQS.${verb}`, { QueueUrl, ...input }],
  action: `sqs:${verb}`,
  keyActions,
  denied: /^com\.amazonaws\.sqs#KmsAccessDenied: User: .* is not authorized to perform: kms:/,
  disabled: /^com\.amazonaws\.sqs#KmsDisabled: arn:.* is disabled\./,
});

const secret = (verb: string, input: object, keyActions: readonly string[], failure: string): Case => ({
  service: "secretsmanager",
  type: "aws:secretsmanager/secret:Secret",
  inputs: (kmsKeyId) => ({ name: "orders", kmsKeyId }),
  call: (SecretId) => [`secretsmanager.${verb}`, { SecretId, ...input }],
  action: `secretsmanager:${verb}`,
  keyActions,
  denied: /^AccessDeniedException: Access to KMS is not allowed/,
  disabled: new RegExp(`^${failure}: Secrets Manager can't .* using the provided KMS key`),
});

const table = (verb: string, input: object): Case => ({
  service: "dynamodb",
  type: TABLE,
  inputs: (kmsKeyArn) => ({
    name: "orders",
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
    billingMode: "PAY_PER_REQUEST",
    serverSideEncryption: { enabled: true, kmsKeyArn },
  }),
  call: (TableName) => [`DynamoDB_20120810.${verb}`, { TableName, ...input }],
  action: `dynamodb:${verb}`,
  keyActions: ["kms:Decrypt"],
  denied: /AccessDeniedException: User: .* is not authorized to perform: kms:Decrypt/,
  disabled: /DisabledException: arn:.* is disabled\./,
});

/** An operation that names its tables within, and asks for the rights of what it does to them. */
const tables = (verb: string, action: string, input: (table: string) => object): Case => ({
  ...table(verb, {}),
  call: (name) => [`DynamoDB_20120810.${verb}`, input(name)],
  action: `dynamodb:${action}`,
});

const KEY = { id: { S: "1" } };
const SELECT = { Statement: `SELECT * FROM "orders" WHERE id = '1'` };

const stream = (verb: string, input: object, keyAction: string): Case => ({
  service: "kinesis",
  type: "aws:kinesis/stream:Stream",
  inputs: (kmsKeyId) => ({ name: "orders", encryptionType: "KMS", kmsKeyId }),
  call: () => [`Kinesis_20131202.${verb}`, { StreamName: "orders", ...input }],
  action: `kinesis:${verb}`,
  keyActions: [keyAction],
  denied: /^KMSAccessDeniedException: User: .* is not authorized to perform: kms:/,
  disabled: /^KMSDisabledException: arn:.* is disabled\./,
});

const CASES: Readonly<Record<string, Case>> = {
  "sending to a queue": queue("SendMessage", { MessageBody: "m" }, ["kms:GenerateDataKey", "kms:Decrypt"]),
  "receiving of a queue": queue("ReceiveMessage", {}, ["kms:Decrypt"]),
  "reading a secret": secret("GetSecretValue", {}, ["kms:Decrypt"], "DecryptionFailure"),
  "putting a secret": secret(
    "PutSecretValue",
    { SecretString: "s", ClientRequestToken: TOKEN },
    ["kms:GenerateDataKey", "kms:Decrypt"],
    "EncryptionFailure",
  ),
  "putting a record": stream("PutRecord", { Data: "YQ==", PartitionKey: "p" }, "kms:GenerateDataKey"),
  "reading an item": table("GetItem", { Key: { id: { S: "1" } } }),
  "writing an item": table("PutItem", { Item: { id: { S: "1" } } }),
  "reading a batch": tables("BatchGetItem", "BatchGetItem", (name) => ({ RequestItems: { [name]: { Keys: [KEY] } } })),
  "writing a batch": tables("BatchWriteItem", "BatchWriteItem", (name) => ({
    RequestItems: { [name]: [{ PutRequest: { Item: KEY } }] },
  })),
  "reading in a transaction": tables("TransactGetItems", "GetItem", (TableName) => ({
    TransactItems: [{ Get: { TableName, Key: KEY } }],
  })),
  "writing in a transaction": tables("TransactWriteItems", "PutItem", (TableName) => ({
    TransactItems: [{ Put: { TableName, Item: KEY } }],
  })),
  "reading by a statement": tables("ExecuteStatement", "PartiQLSelect", () => SELECT),
  "reading by a batch of statements": tables("BatchExecuteStatement", "PartiQLSelect", () => ({
    Statements: [SELECT],
  })),
  "reading by statements in a transaction": tables("ExecuteTransaction", "PartiQLSelect", () => ({
    TransactStatements: [SELECT],
  })),
};

describe("what has a key of one's own", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());

  const create = (type: string, inputs: object) =>
    cloud.resource(type).create({ ...inputs }, resourceContext("orders"));

  const call = async (service: string, [target, input]: readonly [string, object], principal: Principal) => {
    const answer = await cloud.cloud.directory.service(service)?.handle?.({
      principal,
      method: "POST",
      url: "/",
      requestId: "r",
      body: Buffer.from(JSON.stringify(input)),
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    });
    const body = JSON.parse(String(answer?.body || "{}"));
    if (answer?.status === 200) return "done";
    return `${body.__type}: ${body.message ?? body.Message}`;
  };

  for (const [what, one] of Object.entries(CASES))
    it(`asks its caller for the key when ${what}`, async () => {
      const key = await create("aws:kms/key:Key", {});
      const arn = String(key.outputs.arn);
      const { id } = await create(one.type, one.inputs(arn));
      if (one.service === "secretsmanager") {
        await create("aws:secretsmanager/secretVersion:SecretVersion", { secretId: id, secretString: "first" });
      }
      const itself: Statement = { Effect: "Allow", Action: one.action, Resource: "*" };
      const uses = (actions: readonly string[], via: string): Statement => ({
        Effect: "Allow",
        Action: actions,
        Resource: arn,
        Condition: { StringEquals: { "kms:ViaService": `${via}.eu-west-1.amazonaws.com` } },
      });
      const role = async (name: string, ...statements: Statement[]) =>
        cloud.principal(await cloud.role(name, [itself, ...statements]));
      const bare = await role("bare");
      const may = await role("may", uses(one.keyActions, one.service));
      assert.match(await call(one.service, one.call(id), bare), one.denied);
      assert.equal(await call(one.service, one.call(id), may), "done");
      for (const [index, lacking] of one.keyActions.entries()) {
        const rest = one.keyActions.filter((action) => action !== lacking);
        const partly = await role(`partly-${index}`, ...(rest.length ? [uses(rest, one.service)] : []));
        assert.match(await call(one.service, one.call(id), partly), one.denied, lacking);
      }
      const elsewhere = await role("elsewhere", uses(one.keyActions, "s3"));
      assert.match(await call(one.service, one.call(id), elsewhere), one.denied);
      await cloud
        .resource("aws:kms/key:Key")
        .update?.(key.id, { isEnabled: false }, { inputs: {}, ...key }, resourceContext("orders"));
      assert.match(await call(one.service, one.call(id), may), one.disabled);
    });

  it("takes the messages of a service that the key's policy lets in, and of no other", async () => {
    const policyOf = (...services: string[]) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { AWS: "arn:aws:iam::000000000000:root" }, Action: "kms:*", Resource: "*" },
          ...services.map((Service) => ({ Effect: "Allow", Principal: { Service }, Action: "kms:*", Resource: "*" })),
        ],
      });
    const key = await create("aws:kms/key:Key", { policy: policyOf("sns.amazonaws.com") });
    const { outputs } = await create(QUEUE, { name: "orders", kmsMasterKeyId: key.outputs.arn });
    const open = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "*" }, Action: "sqs:SendMessage", Resource: "*" }],
    });
    await create("aws:sqs/queuePolicy:QueuePolicy", { queueUrl: outputs.url, policy: open });
    const from = (service: string) => ({ service, sourceArn: "arn:aws:x" });
    const deliver = (service: string) =>
      cloud.sqs.queues.deliver(String(outputs.arn), { MessageBody: "m" }, from(service));
    await deliver("sns.amazonaws.com");
    await assert.rejects(deliver("events.amazonaws.com"), { code: "KMS.AccessDeniedException" });
  });

  it("asks nobody where AWS manages the key", async () => {
    const { outputs } = await create(QUEUE, { name: "orders", kmsMasterKeyId: "alias/aws/sqs" });
    const send = cloud.principal(
      await cloud.role("send", [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }]),
    );
    const [target, input] = ["AmazonSQS.SendMessage", { QueueUrl: outputs.url, MessageBody: "m" }] as const;
    assert.equal(await call("sqs", [target, input], send), "done");
  });
});
