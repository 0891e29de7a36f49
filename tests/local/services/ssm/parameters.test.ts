import assert from "node:assert/strict";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

const TYPE = "aws:ssm/parameter:Parameter";

describe("ssm: parameters", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());
  const call = (operation: string, input: object) => jsonCall(cloud, "ssm", `AmazonSSM.${operation}`, input);
  const put = (Name: string, Value: string, more = {}) =>
    call("PutParameter", { Name, Value, Type: "String", ...more });

  it("keeps a value, counts its versions, and finds it by name and ARN", async () => {
    assert.deepEqual((await put("/app/dial", "41")).body, { Version: 1, Tier: "Standard" });
    const again = await put("/app/dial", "42");
    assert.deepEqual([again.status, again.body.__type], [400, "ParameterAlreadyExists"]);
    assert.equal((await put("/app/dial", "42", { Overwrite: true })).body.Version, 2);
    const ARN = "arn:aws:ssm:eu-west-1:000000000000:parameter/app/dial";
    for (const Name of ["/app/dial", ARN]) {
      const { LastModifiedDate, ...parameter } = (await call("GetParameter", { Name })).body.Parameter;
      assert.equal(LastModifiedDate, cloud.clock.now() / 1000);
      assert.deepEqual(parameter, {
        ARN,
        DataType: "text",
        Name: "/app/dial",
        Type: "String",
        Value: "42",
        Version: 2,
      });
    }
    assert.equal((await call("GetParameter", { Name: "none" })).body.__type, "ParameterNotFound");
  });

  it("shows a secret to who asks for it in the clear", async () => {
    await put("key", "hidden", { Type: "SecureString" });
    const read = async (WithDecryption: boolean | string) =>
      (await call("GetParameter", { Name: "key", WithDecryption })).body.Parameter.Value;
    assert.notEqual(await read(false), "hidden");
    assert.equal(await read(true), "hidden");
    assert.equal(await read("true"), "hidden");
  });

  it("answers lists and paths, page by page", async () => {
    for (const name of ["/a/1", "/a/2", "/a/b/3", "/ab/4"]) await put(name, "x");
    const listed = (await call("GetParameters", { Names: ["/a/1", "/none"] })).body;
    assert.deepEqual(listed.InvalidParameters, ["/none"]);
    const names = (body: { Parameters: { Name: string }[] }) => body.Parameters.map(({ Name }) => Name);
    assert.deepEqual(names(listed), ["/a/1"]);
    assert.deepEqual(names((await call("GetParametersByPath", { Path: "/a" })).body), ["/a/1", "/a/2"]);
    const first = (await call("GetParametersByPath", { Path: "/a/", Recursive: true, MaxResults: 2 })).body;
    const rest = { Path: "/a/", Recursive: true, NextToken: first.NextToken };
    assert.deepEqual(names((await call("GetParametersByPath", rest)).body), ["/a/b/3"]);
  });

  it("gives life to parameters of a program: a new version for a new value alone", async () => {
    const type = cloud.resource(TYPE);
    const inputs = { name: "/app/dial", type: "String", value: "1" };
    const { id, outputs } = await type.create(inputs, resourceContext("dial"));
    assert.equal(outputs.arn, "arn:aws:ssm:eu-west-1:000000000000:parameter/app/dial");
    assert.equal((await type.update?.(id, inputs, { inputs, outputs }, resourceContext("dial")))?.version, 1);
    const changed = { ...inputs, value: "2" };
    assert.equal((await type.update?.(id, changed, { inputs, outputs }, resourceContext("dial")))?.version, 2);
    await type.delete(id, outputs);
    assert.equal(await type.read?.(id, outputs), undefined);
  });

  it("lets a role read exactly what its policy names", async () => {
    for (const name of ["/app/a", "/app/b"]) await put(name, "x");
    const Resource = "arn:aws:ssm:eu-west-1:000000000000:parameter/app/a";
    const role = await cloud.role("reader", [{ Effect: "Allow", Action: "ssm:GetParameter", Resource }]);
    const credentials = cloud.access.assumeRole(role, "one");
    const read = (Name: string) => jsonCall(cloud, "ssm", "AmazonSSM.GetParameter", { Name }, credentials);
    assert.equal((await read("/app/a")).status, 200);
    const refused = await read("/app/b");
    assert.equal(refused.status, 400);
    assert.match(refused.body.__type, /^AccessDeniedException$/);
  });
});
