import assert from "node:assert/strict";
import type { Principal, Statement } from "../../../../local/access/access";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const ROLE = "arn:aws:iam::000000000000:role/";
const PLAIN = Buffer.from("attack at dawn").toString("base64");

interface Answer {
  readonly [member: string]: string;
}

describe("kms", () => {
  let cloud: TestCloud;
  let key: string;

  beforeEach(async () => {
    cloud = await startTestCloud();
    const { KeyMetadata } = (await call("CreateKey", {})) as unknown as { KeyMetadata: Answer };
    key = String(KeyMetadata.Arn);
  });
  afterEach(() => cloud.close());

  const administrator = () => {
    const principal = cloud.access.find(cloud.access.administrator.accessKeyId)?.principal;
    assert.ok(principal);
    return principal;
  };

  const call = async (operation: string, input: object, principal: Principal = administrator()): Promise<Answer> => {
    const answer = await cloud.cloud.directory.kms.handle?.({
      principal,
      method: "POST",
      url: "/",
      requestId: "r",
      body: Buffer.from(JSON.stringify(input)),
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `TrentService.${operation}` },
    });
    const body = JSON.parse(String(answer?.body || "{}"));
    if (answer?.status === 200) return body;
    throw new Error(`${body.__type}: ${body.message ?? body.Message ?? ""}`);
  };
  const refused = (operation: string, input: object, message: RegExp | string, principal?: Principal) =>
    assert.rejects(call(operation, input, principal), { message }, `${operation} ${JSON.stringify(input)}`);
  const encrypt = async (more: object = {}) =>
    String((await call("Encrypt", { KeyId: key, Plaintext: PLAIN, ...more })).CiphertextBlob);
  const role = async (name: string, ...statements: Statement[]) => {
    const nothing: Statement = { Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" };
    return cloud.principal(await cloud.role(name, statements.length ? statements : [nothing]));
  };
  const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  const ADMINISTRATOR = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::000000000000:user/administrator" },
    Action: "kms:*",
    Resource: "*",
  };
  const ACCOUNT = { ...ADMINISTRATOR, Principal: { AWS: "arn:aws:iam::000000000000:root" } };

  it("seals with a key that the blob names, and opens nothing that was changed, or of another context", async () => {
    const context = { EncryptionContext: { order: "1", shop: "a" } };
    const sealed = await encrypt(context);
    assert.ok(!Buffer.from(sealed, "base64").includes("attack"));
    const { Plaintext, KeyId } = await call("Decrypt", {
      CiphertextBlob: sealed,
      EncryptionContext: { shop: "a", order: "1" },
    });
    assert.deepEqual([Plaintext, KeyId], [PLAIN, key]);
    await refused("Decrypt", { CiphertextBlob: sealed }, "InvalidCiphertextException: ");
    await refused("Decrypt", { CiphertextBlob: "AAAA" }, "InvalidCiphertextException: ");
    const changed = Buffer.from(sealed, "base64");
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await refused(
      "Decrypt",
      { CiphertextBlob: changed.toString("base64"), ...context },
      "InvalidCiphertextException: ",
    );
    const other = ((await call("CreateKey", {})) as unknown as { KeyMetadata: Answer }).KeyMetadata.Arn;
    await refused(
      "Decrypt",
      { CiphertextBlob: sealed, KeyId: other, ...context },
      "IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation.",
    );
    const moved = await call("ReEncrypt", {
      CiphertextBlob: sealed,
      SourceEncryptionContext: context.EncryptionContext,
      DestinationKeyId: other,
    });
    assert.deepEqual([moved.SourceKeyId, moved.KeyId], [key, other]);
    assert.equal((await call("Decrypt", { CiphertextBlob: moved.CiphertextBlob })).Plaintext, PLAIN);
  });

  it("makes data keys, and random bytes", async () => {
    const made = await call("GenerateDataKey", { KeyId: key, KeySpec: "AES_256" });
    assert.equal(Buffer.from(made.Plaintext ?? "", "base64").length, 32);
    assert.equal((await call("Decrypt", { CiphertextBlob: made.CiphertextBlob })).Plaintext, made.Plaintext);
    const silent = await call("GenerateDataKeyWithoutPlaintext", { KeyId: key, NumberOfBytes: 7 });
    assert.equal(silent.Plaintext, undefined);
    const { Plaintext } = await call("Decrypt", { CiphertextBlob: silent.CiphertextBlob });
    assert.equal(Buffer.from(Plaintext ?? "", "base64").length, 7);
    await refused("GenerateDataKey", { KeyId: key }, /Please specify either number of bytes or key spec/);
    await refused(
      "GenerateDataKey",
      { KeyId: key, KeySpec: "AES_256", DryRun: true },
      "DryRunOperationException: The request would have succeeded, but the DryRun option is set.",
    );
    await refused("GenerateRandom", {}, "ValidationException: NumberOfBytes is required.");
    await refused("GenerateRandom", { NumberOfBytes: 1_025 }, /Value '1025' at 'numberOfBytes'/);
    await refused(
      "Encrypt",
      { KeyId: key, Plaintext: Buffer.alloc(4_097).toString("base64") },
      "ValidationException: 1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
    );
  });

  it("opens nothing while it is disabled or pending deletion, and is disabled once that is cancelled", async () => {
    const sealed = await encrypt();
    await call("DisableKey", { KeyId: key });
    await refused("Decrypt", { CiphertextBlob: sealed }, `DisabledException: ${key} is disabled.`);
    await refused("Encrypt", { KeyId: key, Plaintext: PLAIN }, `DisabledException: ${key} is disabled.`);
    await call("EnableKey", { KeyId: key });
    await refused("ScheduleKeyDeletion", { KeyId: key, PendingWindowInDays: 6 }, /Value '6' at 'pendingWindowInDays'/);
    const scheduled = await call("ScheduleKeyDeletion", { KeyId: key, PendingWindowInDays: 7 });
    assert.equal(scheduled.KeyState, "PendingDeletion");
    await refused("Decrypt", { CiphertextBlob: sealed }, `KMSInvalidStateException: ${key} is pending deletion.`);
    await call("CancelKeyDeletion", { KeyId: key });
    await refused("Decrypt", { CiphertextBlob: sealed }, `DisabledException: ${key} is disabled.`);
    await call("ScheduleKeyDeletion", { KeyId: key, PendingWindowInDays: 7 });
    cloud.clock.advanceBy(7 * 86_400_000);
    await refused("DescribeKey", { KeyId: key }, `NotFoundException: Key '${key}' does not exist`);
    await refused(
      "Decrypt",
      { CiphertextBlob: sealed },
      /The ciphertext refers to a customer master key that does not/,
    );
  });

  it("opens with a newer material what an older one has sealed", async () => {
    const sealed = await encrypt();
    await call("RotateKeyOnDemand", { KeyId: key });
    assert.equal((await call("Decrypt", { CiphertextBlob: sealed })).Plaintext, PLAIN);
    await call("EnableKeyRotation", { KeyId: key, RotationPeriodInDays: 90 });
    const status = await call("GetKeyRotationStatus", { KeyId: key });
    assert.deepEqual([status.KeyRotationEnabled, status.RotationPeriodInDays], [true, 90]);
  });

  it("is known by its aliases", async () => {
    await call("CreateAlias", { AliasName: "alias/orders", TargetKeyId: key });
    const sealed = await encrypt({ KeyId: "alias/orders" });
    const { KeyId } = await call("Decrypt", {
      CiphertextBlob: sealed,
      KeyId: "arn:aws:kms:eu-west-1:000000000000:alias/orders",
    });
    assert.equal(KeyId, key);
    await refused(
      "CreateAlias",
      { AliasName: "alias/orders", TargetKeyId: key },
      /^AlreadyExistsException: An alias with/,
    );
    await refused(
      "CreateAlias",
      { AliasName: "orders", TargetKeyId: key },
      /Alias must start with the prefix "alias\/"/,
    );
    await refused("CreateAlias", { AliasName: "alias/aws/x", TargetKeyId: key }, /reserved/);
    await refused("DescribeKey", { KeyId: "alias/none" }, /Alias arn:aws:kms:.*:alias\/none is not found\./);
    await refused("DescribeKey", { KeyId: "fake" }, "NotFoundException: Invalid keyId 'fake'");
    await refused(
      "DescribeKey",
      { KeyId: key.replace("eu-west-1", "eu-west-2") },
      "NotFoundException: Invalid arn eu-west-2",
    );
    await call("DeleteAlias", { AliasName: "alias/orders" });
    await refused("DescribeKey", { KeyId: "alias/orders" }, /is not found/);
  });

  it("is for whom its policy lets in, and for whom the account does where the policy leaves it to the account", async () => {
    const sealed = await encrypt();
    const open = { CiphertextBlob: sealed };
    const may = await role("may", { Effect: "Allow", Action: "kms:Decrypt", Resource: key });
    const none = await role("none");
    await call("Decrypt", open, may);
    await refused(
      "Decrypt",
      open,
      `AccessDeniedException: User: ${none.arn} is not authorized to perform: kms:Decrypt on resource: ${key} because no identity-based policy allows the kms:Decrypt action`,
      none,
    );
    const direct = { ...ADMINISTRATOR, Principal: { AWS: `${ROLE}none` }, Action: "kms:Decrypt" };
    await call("PutKeyPolicy", { KeyId: key, Policy: policy(ADMINISTRATOR, direct) });
    await call("Decrypt", open, none);
    await refused("Decrypt", open, /because no resource-based policy allows the kms:Decrypt action/, may);
    await call("PutKeyPolicy", {
      KeyId: key,
      Policy: policy(ADMINISTRATOR, ACCOUNT, { ...direct, Effect: "Deny", Principal: "*" }),
    });
    await refused("Decrypt", open, /with an explicit deny in a resource-based policy/, may);
  });

  it("takes no policy under which its writer could not mend it", async () => {
    const other = policy({ ...ADMINISTRATOR, Principal: { AWS: `${ROLE}other` } });
    const text =
      "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.";
    await refused("PutKeyPolicy", { KeyId: key, Policy: other }, text);
    await refused("CreateKey", { Policy: other }, text);
    await call("PutKeyPolicy", { KeyId: key, Policy: other, BypassPolicyLockoutSafetyCheck: true });
  });

  it("is bound to an encryption context, or to a service, by conditions", async () => {
    const condition = (Condition: Statement["Condition"]): Statement => ({
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: key,
      ...(Condition ? { Condition } : {}),
    });
    const sealed = await encrypt({ EncryptionContext: { shop: "a" } });
    const open = (shop: string) => ({ CiphertextBlob: sealed, EncryptionContext: { shop } });
    const bound = await role("bound", condition({ StringEquals: { "kms:EncryptionContext:shop": "a" } }));
    await call("Decrypt", open("a"), bound);
    await refused("Decrypt", open("b"), /AccessDeniedException/, bound);
    const served = await role(
      "served",
      condition({ StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } }),
    );
    await refused("Decrypt", open("a"), /AccessDeniedException/, served);
    const { kms } = cloud.cloud.directory;
    kms.use({ key, actions: ["kms:Decrypt"], principal: served, via: "sqs" });
    assert.throws(() => kms.use({ key, actions: ["kms:Decrypt"], principal: served, via: "s3" }), /not authorized/);
  });

  it("is lent by grants, within their constraints, until they are retired or revoked", async () => {
    const grantee = await role("grantee");
    const sealed = await encrypt({ EncryptionContext: { shop: "a", order: "1" } });
    const open = { CiphertextBlob: sealed, EncryptionContext: { shop: "a", order: "1" } };
    const wanted = {
      KeyId: key,
      GranteePrincipal: `${ROLE}grantee`,
      Operations: ["Decrypt", "RetireGrant"],
      Name: "n",
    };
    const lend = (Constraints: object) => call("CreateGrant", { ...wanted, Constraints });
    const narrow = await lend({ EncryptionContextSubset: { shop: "b" } });
    await refused("Decrypt", open, /AccessDeniedException/, grantee);
    await lend({ EncryptionContextEquals: { shop: "a" } });
    await refused("Decrypt", open, /AccessDeniedException/, grantee);
    const fits = await lend({ EncryptionContextSubset: { shop: "a" } });
    assert.equal((await lend({ EncryptionContextSubset: { shop: "a" } })).GrantId, fits.GrantId);
    await call("Decrypt", open, grantee);
    await refused("Encrypt", { KeyId: key, Plaintext: PLAIN }, /AccessDeniedException/, grantee);
    const { Grants } = (await call("ListGrants", { KeyId: key })) as unknown as { Grants: Answer[] };
    assert.equal(Grants.length, 3);
    await call("RetireGrant", { GrantToken: fits.GrantToken }, grantee);
    await refused("Decrypt", open, /AccessDeniedException/, grantee);
    await call("RevokeGrant", { KeyId: key, GrantId: narrow.GrantId });
    await refused("RevokeGrant", { KeyId: key, GrantId: narrow.GrantId }, /^NotFoundException/);
  });

  it("has tags, which are its owner's", async () => {
    const tag = (TagKey: string, TagValue = "v") => ({ TagKey, TagValue });
    await call("TagResource", { KeyId: key, Tags: [tag("a"), tag("b")] });
    await call("TagResource", { KeyId: key, Tags: [tag("b", "w")] });
    await call("UntagResource", { KeyId: key, TagKeys: ["a"] });
    assert.deepEqual((await call("ListResourceTags", { KeyId: key })).Tags, [tag("b", "w")]);
    await refused(
      "TagResource",
      { KeyId: key, Tags: [tag("AWS:x")] },
      "TagException: Tags beginning with aws: are reserved",
    );
    await refused("TagResource", { KeyId: key, Tags: [tag("c"), tag("c")] }, "TagException: Duplicate tag keys");
    const many = Array.from({ length: 51 }, (_, i) => tag(`t${i}`));
    await refused("CreateKey", { Tags: many }, "TagException: Too many tags");
  });
});
