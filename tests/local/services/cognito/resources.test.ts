import assert from "node:assert/strict";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const POOL = "aws:cognito/userPool:UserPool";

describe("what a program says of a user pool", () => {
  let cloud: TestCloud;
  before(async () => {
    cloud = await startTestCloud();
  });
  after(() => cloud.close());

  /** Makes a resource, changes it, and reads what the service has then. */
  const through = async (type: string, first: Properties, second: Properties) => {
    const behaviour = cloud.resource(type);
    assert.ok(behaviour.update && behaviour.read);
    const { id, outputs } = await behaviour.create(first, resourceContext(type));
    const changed = await behaviour.update(id, second, { inputs: first, outputs }, resourceContext(type));
    return { id, outputs: changed, now: await behaviour.read(id, changed) };
  };

  it("is gone once the program no longer says it", async () => {
    const arn = "arn:aws:lambda:eu-west-1:000000000000:function:check:live";
    const pool = await through(POOL, { mfaConfiguration: "ON", lambdaConfig: { preSignUp: arn } }, {});
    assert.deepEqual([pool.now?.mfaConfiguration, pool.now?.lambdaConfig], [undefined, undefined]);
    assert.equal(pool.outputs.name, `${POOL}-0a1b2c3`);

    const userPoolId = pool.id;
    const login = {
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ["code"],
      callbackUrls: ["https://a.example/"],
    };
    const client = await through(
      "aws:cognito/userPoolClient:UserPoolClient",
      { userPoolId, ...login, generateSecret: true },
      { userPoolId, generateSecret: true },
    );
    assert.deepEqual([client.now?.callbackUrls, client.now?.allowedOauthFlows], [undefined, undefined]);
    assert.match(String(client.now?.clientSecret), /^[a-z0-9]{51}$/);

    const group = await through(
      "aws:cognito/userGroup:UserGroup",
      { userPoolId, description: "of shows" },
      { userPoolId },
    );
    assert.equal(group.now?.description, "");

    const clientId = client.id;
    const branding = await through(
      "aws:cognito/managedLoginBranding:ManagedLoginBranding",
      { userPoolId, clientId, settings: "{}" },
      { userPoolId, clientId },
    );
    assert.deepEqual([branding.now?.settings, branding.now?.useCognitoProvidedValues], [undefined, true]);
  });

  it("is known to OAuth: flows, scopes, servers and domains", async () => {
    const { id: userPoolId } = await through(POOL, {}, {});
    const scopes = [{ scopeName: "book", scopeDescription: "to book" }];
    const server = await through(
      "aws:cognito/resourceServer:ResourceServer",
      { userPoolId, identifier: "shop" },
      { userPoolId, identifier: "shop", scopes },
    );
    assert.deepEqual([server.now?.scopes, server.outputs.scopeIdentifiers], [scopes, ["shop/book"]]);
    const domain = await through(
      "aws:cognito/userPoolDomain:UserPoolDomain",
      { userPoolId, domain: "shop" },
      { userPoolId, domain: "shop", managedLoginVersion: 2 },
    );
    assert.equal(domain.now?.managedLoginVersion, 2);
    const pool = cloud.resource(POOL);
    await assert.rejects(async () => pool.delete(userPoolId, {}), /It has a domain configured/);
    const oauth = {
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ["client_credentials"],
      allowedOauthScopes: ["shop/book"],
    };
    const client = await through("aws:cognito/userPoolClient:UserPoolClient", { userPoolId }, { userPoolId, ...oauth });
    assert.deepEqual({ ...oauth, ...client.now }, { ...client.now, ...oauth });
  });
});
