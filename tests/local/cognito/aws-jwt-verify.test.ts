import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { RequestOptions } from "node:https";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { SimpleFetcher } from "aws-jwt-verify/https";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { trustedPath } from "../../../local/tls/certificates";
import { type RealCloud, startRealCloud } from "./real-cloud";

/**
 * AWS's own verifier, unchanged: it makes the issuer and the address of its keys from the pool's id alone, and fetches
 * them by TLS. Only where that name leads, and which authority signs for it, is told to it, as a function process is.
 */
describe("aws-jwt-verify with the local cloud", () => {
  let cloud: RealCloud;
  let UserPoolId: string;
  let ClientId: string;
  let tokens: { readonly id: string; readonly access: string };
  before(async () => {
    cloud = await startRealCloud();
    ({ UserPoolId, ClientId } = await newPool());
    tokens = await signIn(UserPoolId, ClientId);
  });
  after(() => cloud.close());

  const newPool = async () => {
    const { UserPool } = await cloud.sdk.createUserPool({ PoolName: "people" });
    const UserPoolId = UserPool?.Id ?? "";
    await cloud.sdk.createGroup({ UserPoolId, GroupName: "organisers" });
    return { UserPoolId, ClientId: await newClient(UserPoolId) };
  };
  const newClient = async (UserPoolId: string) => {
    const ExplicitAuthFlows = ["ALLOW_USER_PASSWORD_AUTH" as const];
    const made = await cloud.sdk.createUserPoolClient({ UserPoolId, ClientName: "app", ExplicitAuthFlows });
    return made.UserPoolClient?.ClientId ?? "";
  };
  const signIn = async (UserPoolId: string, ClientId: string) => {
    const who = { UserPoolId, Username: "ada" };
    await cloud.sdk.adminCreateUser({ ...who, MessageAction: "SUPPRESS" });
    await cloud.sdk.adminSetUserPassword({ ...who, Password: "Secret-1", Permanent: true });
    await cloud.sdk.adminAddUserToGroup({ ...who, GroupName: "organisers" });
    const AuthParameters = { USERNAME: "ada", PASSWORD: "Secret-1" };
    const { AuthenticationResult } = await cloud.sdk.initiateAuth({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters,
    });
    const { IdToken: id = "", AccessToken: access = "" } = AuthenticationResult ?? {};
    return { id, access };
  };

  const fetched: string[] = [];
  const jwksCache = () => {
    const { folder, directory } = cloud.cloud;
    const port = directory.hosts.find("cognito-idp.eu-west-1.amazonaws.com", 443);
    const options: RequestOptions = {
      port,
      ca: readFileSync(trustedPath(folder, Date.now(), false)),
      lookup: (host, { all }, done) => {
        fetched.push(host);
        if (all) done(null, [{ address: "127.0.0.1", family: 4 }]);
        else done(null, "127.0.0.1", 4);
      },
    };
    return new SimpleJwksCache({ fetcher: new SimpleFetcher({ defaultRequestOptions: { ...options } }) });
  };
  const verifier = (tokenUse: "id" | "access", clientId = ClientId, userPoolId = UserPoolId) =>
    CognitoJwtVerifier.create({ userPoolId, tokenUse, clientId }, { jwksCache: jwksCache() });

  it("takes both tokens by the keys at the issuer's own address", async () => {
    const id = await verifier("id").verify(tokens.id);
    assert.deepEqual([id.aud, id["cognito:username"], id["cognito:groups"]], [ClientId, "ada", ["organisers"]]);
    assert.equal(id.iss, `https://cognito-idp.eu-west-1.amazonaws.com/${UserPoolId}`);
    const access = await verifier("access").verify(tokens.access, {
      scope: "aws.cognito.signin.user.admin",
      groups: "organisers",
    });
    assert.deepEqual([access.client_id, access.username, access.sub], [ClientId, "ada", id.sub]);
    assert.deepEqual(new Set(fetched), new Set(["cognito-idp.eu-west-1.amazonaws.com"]));
  });

  const refusals: readonly [string, string, () => Promise<unknown>][] = [
    ["an access token for an id token", "CognitoJwtInvalidTokenUseError", () => verifier("id").verify(tokens.access)],
    ["an id token for an access token", "CognitoJwtInvalidTokenUseError", () => verifier("access").verify(tokens.id)],
    [
      "a token of another client",
      "CognitoJwtInvalidClientIdError",
      async () => verifier("access", await newClient(UserPoolId)).verify(tokens.access),
    ],
    [
      "a token of another pool",
      "ParameterValidationError",
      async () => {
        const other = await newPool();
        return verifier("id", other.ClientId, other.UserPoolId).verify(tokens.id);
      },
    ],
    [
      "a token of a group that the user is not in",
      "CognitoJwtInvalidGroupError",
      () => verifier("id").verify(tokens.id, { groups: "admins" }),
    ],
    [
      "a token that was changed",
      "JwtInvalidSignatureError",
      () => {
        const [head, payload = "", signature] = tokens.id.split(".");
        const claims = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), "cognito:username": "eve" };
        const forged = Buffer.from(JSON.stringify(claims)).toString("base64url");
        return verifier("id").verify(`${head}.${forged}.${signature}`);
      },
    ],
  ];
  for (const [what, name, verify] of refusals)
    it(`refuses ${what}`, () =>
      assert.rejects(verify, (error: Error) => {
        assert.equal(error.constructor.name, name, error.message);
        return true;
      }));
});
