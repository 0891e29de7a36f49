import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type SecretsCall, secretsCaller } from "./call-secrets";

describe("lists of secrets", () => {
  let cloud: TestCloud;
  let call: SecretsCall;

  beforeEach(async () => {
    cloud = await startTestCloud();
    call = secretsCaller(cloud);
  });
  afterEach(() => cloud.close());

  const names = async (input: object): Promise<string[]> =>
    ((await call("ListSecrets", input)).SecretList as { Name: string }[]).map(({ Name }) => Name);
  const by = (Key: string, ...Values: string[]) => names({ Filters: [{ Key, Values }] });
  const make = async (Name: string, Description?: string, tags: Record<string, string> = {}) => {
    cloud.clock.advanceBy(1); // lists are in order of creation
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await call("CreateSecret", { Name, SecretString: "s", Description, ...(Tags.length ? { Tags } : {}) });
  };

  it("are narrowed by beginnings of names and tags, with their case", async () => {
    await make("testing1/one", "a secret", { right: "wrong" });
    await make("/testing2/two", "an secret", { wrong: "right" });
    await make("Testing3", "asecret");
    await make("/testing4", "thesecret");
    assert.deepEqual(await by("name", "/"), ["/testing2/two", "/testing4"]);
    assert.deepEqual(await by("name", "!/"), ["testing1/one", "Testing3"]);
    assert.deepEqual(await by("name", "testing", "Testing"), ["testing1/one", "Testing3"]);
    assert.deepEqual(await by("name", "testing1 one"), []);
    assert.deepEqual(await by("description", "a"), ["testing1/one", "/testing2/two", "Testing3"]);
    assert.deepEqual(await by("description", "a secret"), ["testing1/one", "/testing2/two"]);
    assert.deepEqual(await by("description", "!a"), ["/testing4"]);
    assert.deepEqual(await by("tag-key", "ri"), ["testing1/one"]);
    assert.deepEqual(await by("tag-value", "ri"), ["/testing2/two"]);
    const both = [
      { Key: "description", Values: ["a"] },
      { Key: "name", Values: ["/"] },
    ];
    assert.deepEqual(await names({ Filters: both }), ["/testing2/two"]);
  });

  it("are searched by words of all that a secret has", async () => {
    await make("SecretOneab12");
    await make("SecretTwoab12", "DescTwo");
    await make("Thirdsecretab12");
    await make("SecretFTagab12", undefined, { 1: "foo" });
    assert.deepEqual(await by("all", "SecretOne"), ["SecretOneab12"]);
    assert.deepEqual(await by("all", "foo"), ["SecretFTagab12"]);
    assert.deepEqual(await by("all", "sec"), ["SecretOneab12", "SecretTwoab12", "SecretFTagab12"]);
    assert.deepEqual(await by("all", "ret"), []);
    assert.deepEqual(await by("all", "d t"), ["SecretTwoab12"]);
    await make("prod/AppBeta/1");
    await make("prod-AppBeta/2"); // of two separators: one word
    await make("uat/COMPANYthings/3");
    assert.deepEqual(await by("all", "Beta"), ["prod/AppBeta/1"]);
    assert.deepEqual(await by("all", "things"), []);
    assert.deepEqual(await by("all", "Ythings"), ["uat/COMPANYthings/3"]);
    assert.deepEqual(await by("all", "+"), []);
  });

  it("are sorted and come in pages", async () => {
    for (const name of ["b", "c", "a"]) await make(name);
    assert.deepEqual(await names({}), ["b", "c", "a"]);
    assert.deepEqual(await names({ SortOrder: "desc" }), ["a", "c", "b"]);
    assert.deepEqual(await names({ SortBy: "name" }), ["a", "b", "c"]);
    const first = await call("ListSecrets", { MaxResults: 2 });
    assert.deepEqual(await names({ MaxResults: 2, NextToken: first.NextToken }), ["a"]);
    await assert.rejects(call("ListSecrets", { NextToken: "x" }), /^Error: InvalidNextTokenException/);
  });

  it("refuse filters that are none", async () => {
    const refused = (filter: object, message: string) =>
      assert.rejects(call("ListSecrets", { Filters: [filter] }), { message });
    await refused({ Values: ["foo"] }, "InvalidParameterException: Invalid filter key");
    await refused({ Key: "description" }, "InvalidParameterException: Invalid filter values for key: description");
    await assert.rejects(
      by("invalid", "foo"),
      /ValidationException: 1 validation error detected: Value 'invalid' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: \[all, name, /,
    );
  });

  it("name the secrets whose values are read together", async () => {
    for (const name of ["ab", "b", "aa"]) await make(name);
    const read = async (input: object) => {
      const { SecretValues, NextToken } = await call("BatchGetSecretValue", input);
      return { names: (SecretValues as { Name: string }[]).map(({ Name }) => Name), NextToken };
    };
    const Filters = [{ Key: "name", Values: ["a"] }];
    assert.deepEqual((await read({ Filters })).names, ["ab", "aa"]);
    const first = await read({ Filters, MaxResults: 1 });
    assert.deepEqual((await read({ Filters, MaxResults: 1, NextToken: first.NextToken })).names, ["aa"]);
    await assert.rejects(
      read({ Filters, SecretIdList: ["b"] }),
      /InvalidParameterException: Either 'SecretIdList' or 'Filters' must be provided, but not both./,
    );
    await assert.rejects(read({ SecretIdList: ["b"], MaxResults: 1 }), /'Filters' must also be specified when/);
  });
});
