import assert from "node:assert/strict";
import type { Principal, Statement } from "../../../local/access/access";
import { START_ORDER } from "../../../local/services/catalogue";
import type { Service } from "../../../local/services/service";
import { modelOf } from "../../../local/wire/operations/api-members";
import { droppedMembers, type Members } from "../../../local/wire/operations/members";
import { resourceContext, startTestCloud, type TestCloud } from "../cloud/test-cloud";
import { functionInputs } from "./lambda/deployed";
import { type OperationCase, operationCases } from "./operation-cases";

/** Services that speak the query protocol alone. */
const FORMS = new Set(["iam", "sns", "sts"]);

describe("every operation of every service", () => {
  let cloud: TestCloud;
  let cases: ReturnType<typeof operationCases>;

  before(async () => {
    cloud = await startTestCloud();
    await create("aws:iam/role:Role", "orders", {
      name: "orders",
      assumeRolePolicy: policyOf([
        {
          Effect: "Allow",
          Principal: { AWS: "000000000000", Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ]),
    });
    const role = "arn:aws:iam::000000000000:role/orders";
    await create(
      "aws:lambda/function:Function",
      "orders",
      functionInputs("orders", role, "exports.handler = () => 1;"),
    );
    await create("aws:kinesis/stream:Stream", "orders", { name: "orders" });
    const input = { StreamName: "orders", ShardId: "shardId-000000000000", ShardIteratorType: "LATEST" };
    const { body } = await call("kinesis", "GetShardIterator", { input, rights: [] }, everything);
    await create("aws:s3/bucket:Bucket", "made", { bucket: "made" });
    const { id: secret } = await create("aws:secretsmanager/secret:Secret", "orders", { name: "orders" });
    const { outputs } = await create("aws:kms/key:Key", "orders", {});
    const key = String(outputs.arn);
    const grant = await create("aws:kms/grant:Grant", "orders", {
      keyId: key,
      granteePrincipal: role,
      operations: ["Decrypt"],
    });
    const plain = { input: { KeyId: key, Plaintext: "YQ==" }, rights: [] };
    const encrypted = await call("kms", "Encrypt", plain, everything);
    cases = operationCases({
      iterator: JSON.parse(body).ShardIterator,
      secret,
      key,
      sealed: JSON.parse(encrypted.body).CiphertextBlob,
      grant: String(grant.outputs.grantId),
    });
  });
  after(() => cloud.close());

  const create = (type: string, name: string, inputs: object) =>
    cloud.resource(type).create({ ...inputs }, resourceContext(name));

  const call = async (
    service: string,
    name: string,
    { input, request, headers = {}, body: text = "" }: OperationCase,
    who: Principal,
  ) => {
    const [method = "POST", url = "/"] = request?.split(" ") ?? [];
    const form = new URLSearchParams({ Action: name, ...(input as Record<string, string>) });
    const [type, body] =
      request && !input
        ? ["", text]
        : FORMS.has(service)
          ? ["application/x-www-form-urlencoded", form.toString()]
          : ["application/x-amz-json-1.1", JSON.stringify(input)];
    const protocol = request
      ? {}
      : { "content-type": type, ...(FORMS.has(service) ? {} : { "x-amz-target": `A.${name}` }) };
    const answer = await cloud.cloud.directory.service(service)?.handle?.({
      principal: who,
      method,
      url,
      requestId: "1",
      headers: { ...protocol, ...headers },
      body: Buffer.from(body ?? ""),
    });
    assert.ok(answer, `${service} has no API`);
    return { status: answer.status, body: answer.body.toString() };
  };

  /** All operations, as the services themselves list them. */
  const each = async (check: (service: string, operation: Operation, known: OperationCase) => Promise<void>) => {
    let count = 0;
    for (const service of START_ORDER.flat()) {
      const made = cloud.cloud.directory.service(service);
      assert.equal(made?.name, service);
      for (const operation of made?.operations ?? []) {
        const known = cases[service]?.[operation.name];
        assert.ok(known, `${service} ${operation.name} has no case in operation-cases.ts`);
        await check(service, operation, known);
        count += 1;
      }
    }
    assert.ok(count >= 80, `only ${count} operations were found`);
  };

  it("refuses a caller who has no rights, one of whose rights one is missing, and one whose rights are elsewhere", () =>
    each(async (service, { name, actions }, known) => {
      const { rights, further = [] } = known;
      const stated = new Set([...rights.map(([action]) => action), ...further]);
      assert.deepEqual(new Set(actions), stated, `${service} ${name}`);
      const lacking = rights.flatMap((_, at) => [
        rights.filter((_, other) => other !== at),
        ...(rights[at]?.[1] === "*"
          ? []
          : [rights.map(([action, of], i) => [action, i === at ? `${of}-x` : of] as const)]),
      ]);
      for (const granted of rights.length > 0 ? [[], ...lacking] : []) {
        const { status, body } = await call(service, name, known, callerWith(granted));
        const refused = known.request?.startsWith("HEAD") ? status === 403 : DENIED.test(body);
        assert.ok(refused, `${service} ${name} with ${JSON.stringify(granted)}: ${status} ${body}`);
      }
    }));

  it("lets in a caller who has exactly the rights that it states", () =>
    each(async (service, { name }, known) => {
      const { status, body } = await call(service, name, known, callerWith(known.rights));
      assert.ok(status !== 403 && status < 500 && !DENIED.test(body), `${service} ${name}: ${status} ${body}`);
    }));

  it("reads members that AWS has, and refuses each that it has not of those that AWS has", () =>
    each(async (service, operation, known) => {
      const { name } = operation;
      const model = modelOf(service, name);
      assert.deepEqual(pathsOutside(operation.members(), model), [], `${service} ${name} reads what AWS does not know`);
      for (const place of known.request ? ["header", "query", ...(known.input ? ["body"] : [])] : [""]) {
        const inner = place === "" ? model : below(model, place);
        const ours = place === "" ? operation.members() : below(operation.members(), place);
        const all = Object.fromEntries(Object.keys(inner).map((member) => [member, "no such value"]));
        for (const member of droppedMembers(all, inner, ours)) {
          const { status, body } = await call(service, name, withMember(known, place, member), everything);
          assert.equal(status, 501, `${service} ${name} with ${member}: ${status} ${body}`);
          if (known.request?.startsWith("HEAD")) continue;
          assert.ok(body.includes(member), `${service} ${name} with ${member}: ${body}`);
        }
      }
    }));
});

type Operation = NonNullable<Service["operations"]>[number];

const DENIED = /not authorized to perform/;

const policyOf = (Statement: readonly Statement[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const callerWith = (rights: OperationCase["rights"]): Principal => {
  const policies = [
    {
      Version: "2012-10-17",
      Statement: rights.map(([Action, Resource]): Statement => ({ Effect: "Allow", Action, Resource })),
    },
  ];
  return {
    arn: "arn:aws:sts::000000000000:assumed-role/caller/one",
    roleArn: "arn:aws:iam::000000000000:role/caller",
    account: "000000000000",
    userId: "AROAX:one",
    policies: () => policies,
  };
};

const everything = callerWith([["*", "*"]]);

const below = (members: Members, name: string): Members =>
  members === true || Array.isArray(members) ? true : ((members as Readonly<Record<string, Members>>)[name] ?? {});

/** Members of `ours` that `model` has not. */
const pathsOutside = (ours: Members, model: Members): string[] =>
  model === true || ours === true || Array.isArray(ours)
    ? []
    : Object.entries(ours).flatMap(([name, inner]) =>
        Object.hasOwn(model, name)
          ? pathsOutside(inner as Members, below(model, name)).map((path) => `${name}.${path}`)
          : [name],
      );

const withMember = (known: OperationCase, place: string, member: string): OperationCase => {
  if (place === "header") return { ...known, headers: { ...known.headers, [member]: "no such value" } };
  if (place === "" || place === "body") return { ...known, input: { ...known.input, [member]: "no such value" } };
  const { request = "" } = known;
  return { ...known, request: `${request}${request.includes("?") ? "&" : "?"}${member}=x` };
};
