import assert from "node:assert/strict";
import { signedHeaders } from "../../../../local/wire/signatures/sign-request";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

describe("what `tiers` asks a local cloud that runs", () => {
  let cloud: TestCloud;
  before(async () => {
    cloud = await startTestCloud();
  });
  after(() => cloud.close());

  const ask = async (target: string, credentials = cloud.access.administrator) => {
    const url = new URL(cloud.client.endpoint);
    const unsigned = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    const body = Buffer.from("{}");
    const signer = { service: "owner", region: "eu-west-1", credentials };
    const headers = await signedHeaders({ method: "POST", url, headers: unsigned, body }, signer);
    const answer = await fetch(url, { method: "POST", headers, body });
    return { status: answer.status, body: await answer.text() };
  };

  it("is answered to its owner", async () =>
    assert.deepEqual(await ask("Tiers.Messages"), { status: 200, body: '{"messages":[]}' }));

  it("is answered to no role, though it may do everything", async () => {
    const role = await cloud.role("all", [{ Effect: "Allow", Action: "*", Resource: "*" }]);
    const credentials = cloud.access.assumeRole(role, "all", "lambda.amazonaws.com");
    for (const target of ["Tiers.Messages", "Tiers.Token"]) {
      const { status, body } = await ask(target, credentials);
      assert.equal(status, 403, body);
      assert.match(body, /owner of the local cloud alone/);
    }
  });

  it("is answered to nobody without the owner's key", async () => {
    const { accessKeyId } = cloud.access.administrator;
    const forged = await ask("Tiers.Messages", { accessKeyId, secretAccessKey: "guessed" });
    assert.equal(forged.status, 403);
    assert.match(forged.body, /InvalidSignatureException/);
    const unsigned = await fetch(cloud.client.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "Tiers.Messages", "content-type": "application/x-amz-json-1.1" },
    });
    assert.equal(unsigned.status, 403);
  });

  it("is nothing else, and a question in another shape is refused", async () => {
    for (const target of ["Tiers.constructor", "Tiers.Everything"]) assert.equal((await ask(target)).status, 404);
    assert.equal((await ask("Tiers.Token")).status, 400);
  });
});
