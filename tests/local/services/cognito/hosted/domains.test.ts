import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../../cloud/test-cloud";
import { jsonCall } from "../../../wire/signatures/signed-call";

const CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-4333-8444-555555555555";

describe("cognito, hosted: domains, providers, branding and settings of clients", () => {
  let cloud: TestCloud;
  let UserPoolId: string;
  before(async () => {
    cloud = await startTestCloud();
    UserPoolId = (await call("CreateUserPool", { PoolName: "people" })).UserPool.Id;
  });
  after(() => cloud.close());

  const asked = (operation: string, input: object) =>
    jsonCall(cloud, "cognito-idp", `AWSCognitoIdentityProviderService.${operation}`, input);
  const call = async (operation: string, input: object) => {
    const { status, body } = await asked(operation, input);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const refused = async (operation: string, input: object) => {
    const { status, body } = await asked(operation, input);
    assert.equal(status, 400, JSON.stringify({ operation, input, body }));
    return [body.__type, body.message];
  };

  it("takes prefixes that AWS takes, one of each kind for a pool, and each once", async () => {
    const INVALID = /^The domain name contains an invalid character/;
    for (const Domain of ["People", "a_b", "-a", "a-", "a.b", "ä"]) {
      const [code, text] = await refused("CreateUserPoolDomain", { UserPoolId, Domain });
      assert.equal(code, "InvalidParameterException");
      assert.match(text, INVALID, Domain);
    }
    assert.deepEqual(await refused("CreateUserPoolDomain", { UserPoolId, Domain: "my-cognito-1" }), [
      "InvalidParameterException",
      "Domain cannot contain reserved word: cognito",
    ]);
    for (const CertificateArn of [CERTIFICATE.replace("us-east-1", "eu-west-1"), "x".repeat(20)]) {
      const own = { UserPoolId, Domain: "auth.example.com", CustomDomainConfig: { CertificateArn } };
      assert.match((await refused("CreateUserPoolDomain", own))[1], /^Specified SSL certificate/);
    }
    const answer = await call("CreateUserPoolDomain", { UserPoolId, Domain: "people", ManagedLoginVersion: 2 });
    assert.deepEqual(answer, { ManagedLoginVersion: 2 });
    assert.match((await refused("CreateUserPoolDomain", { UserPoolId, Domain: "other" }))[1], /already has a domain/);
    const certified = { UserPoolId, Domain: "people", CustomDomainConfig: { CertificateArn: CERTIFICATE } };
    assert.match((await refused("UpdateUserPoolDomain", certified))[1], INVALID);
    assert.deepEqual(await call("UpdateUserPoolDomain", { UserPoolId, Domain: "people" }), { ManagedLoginVersion: 2 });
    const own = { UserPoolId, Domain: "auth.example.com", CustomDomainConfig: { CertificateArn: CERTIFICATE } };
    const { CloudFrontDomain } = await call("CreateUserPoolDomain", own);
    assert.match(CloudFrontDomain, /^d[0-9a-f]{13}\.cloudfront\.net$/);
    const { UserPool } = await call("CreateUserPool", { PoolName: "others" });
    for (const Domain of ["people", "auth.example.com"]) {
      const input = { ...(Domain === "people" ? {} : own), UserPoolId: UserPool.Id, Domain };
      assert.match((await refused("CreateUserPoolDomain", input))[1], /^Domain already associated/);
      assert.match((await refused("DeleteUserPoolDomain", { UserPoolId: UserPool.Id, Domain }))[1], /^No such domain/);
    }
    assert.deepEqual(await call("DescribeUserPoolDomain", { Domain: "nobody" }), { DomainDescription: {} });
    assert.match((await refused("DeleteUserPool", { UserPoolId }))[1], /It has a domain configured/);
    await call("DeleteUserPoolDomain", { UserPoolId, Domain: "auth.example.com" });
  });

  it("takes of a client what OAuth can do with it", async () => {
    const client = { UserPoolId, ClientName: "web", AllowedOAuthFlowsUserPoolClient: true };
    const web = {
      ...client,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: ["https://a.test"],
    };
    const machine = { ...client, AllowedOAuthFlows: ["client_credentials"], AllowedOAuthScopes: ["openid"] };
    const wrong: readonly (readonly [object, string, RegExp])[] = [
      [client, "InvalidParameterException", /^AllowedOAuthFlows and AllowedOAuthScopes are required/],
      [{ ...web, CallbackURLs: [] }, "InvalidOAuthFlowException", /^CallbackUrls can not be empty/],
      [machine, "InvalidOAuthFlowException", /does not have a client secret/],
      [
        { ...web, AllowedOAuthFlows: ["code", "client_credentials"], GenerateSecret: true },
        "InvalidOAuthFlowException",
        /along with code flow/,
      ],
      [
        { ...web, CallbackURLs: ["http://a.test"] },
        "InvalidParameterException",
        /^http:\/\/a\.test cannot use the HTTP protocol\.$/,
      ],
      [{ ...web, LogoutURLs: ["http://a.test"] }, "InvalidParameterException", /cannot use the HTTP protocol/],
      [{ ...web, CallbackURLs: ["/callback"] }, "InvalidParameterException", /not a valid URL/],
      [{ ...web, CallbackURLs: ["javascript://a/%0Aalert(1)"] }, "InvalidParameterException", /not a valid URL/],
      [{ ...web, CallbackURLs: ["https://a.test/#x"] }, "InvalidParameterException", /fragment/],
      [{ ...web, DefaultRedirectURI: "https://b.test" }, "InvalidParameterException", /callback URLs/],
      [
        { ...web, AllowedOAuthScopes: ["openid", "api/read"] },
        "ScopeDoesNotExistException",
        /^Invalid scope requested: api\/read$/,
      ],
      [
        { ...web, SupportedIdentityProviders: ["Google"] },
        "InvalidParameterException",
        /^The provider Google does not exist for User Pool eu-west-1_/,
      ],
    ];
    for (const [input, code, text] of wrong) {
      const [type, message] = await refused("CreateUserPoolClient", input);
      assert.equal(type, code, message);
      assert.match(message, text);
    }
    const urls = [
      "http://localhost:3000/cb",
      "http://127.0.0.1/cb",
      "http://[::1]:8080",
      "myapp://callback",
      "https://a.test?x=1",
    ];
    const { UserPoolClient } = await call("CreateUserPoolClient", { ...web, CallbackURLs: urls });
    const changed = { UserPoolId, ClientId: UserPoolClient.ClientId, AllowedOAuthScopes: ["nope"] };
    assert.equal((await refused("UpdateUserPoolClient", changed))[0], "ScopeDoesNotExistException");
  });

  it("keeps resource servers, providers and styles, each once, and says which are not there", async () => {
    const server = {
      UserPoolId,
      Identifier: "https://api.test",
      Name: "api",
      Scopes: [{ ScopeName: "a", ScopeDescription: "b" }],
    };
    await call("CreateResourceServer", server);
    assert.match(
      (await refused("CreateResourceServer", server))[1],
      /^https:\/\/api\.test already exists in user pool/,
    );
    assert.deepEqual((await call("ListResourceServers", { UserPoolId, MaxResults: 1 })).ResourceServers, [server]);
    await call("UpdateResourceServer", { ...server, Name: "changed", Scopes: [] });
    assert.deepEqual((await call("DescribeResourceServer", server)).ResourceServer.Scopes, []);
    assert.equal(
      (await refused("CreateResourceServer", { ...server, Scopes: [{ ScopeName: "a/b", ScopeDescription: "b" }] }))[0],
      "InvalidParameterException",
    );

    const google = {
      UserPoolId,
      ProviderName: "Google",
      ProviderType: "Google",
      ProviderDetails: { client_id: "x", client_secret: "y", authorize_scopes: "openid" },
      IdpIdentifiers: ["example.com"],
    };
    const { ProviderDetails: _, ...bare } = google;
    assert.match(
      (await refused("CreateIdentityProvider", { ...bare, ProviderDetails: { client_id: "x" } }))[1],
      /client_secret/,
    );
    assert.match(
      (await refused("CreateIdentityProvider", { ...google, ProviderName: "Facebook" }))[1],
      /provider name/,
    );
    const { IdentityProvider } = await call("CreateIdentityProvider", google);
    assert.deepEqual(IdentityProvider.AttributeMapping, { username: "sub" });
    assert.equal((await refused("CreateIdentityProvider", google))[0], "DuplicateProviderException");
    const found = await call("GetIdentityProviderByIdentifier", { UserPoolId, IdpIdentifier: "example.com" });
    assert.equal(found.IdentityProvider.ProviderName, "Google");
    assert.equal((await call("ListIdentityProviders", { UserPoolId })).Providers.length, 1);
    await call("DeleteIdentityProvider", { UserPoolId, ProviderName: "Google" });
    assert.equal(
      (await refused("DescribeIdentityProvider", { UserPoolId, ProviderName: "Google" }))[0],
      "ResourceNotFoundException",
    );

    const ProviderDetails = { client_id: "x", team_id: "t", key_id: "k", authorize_scopes: "email" };
    const apple = { UserPoolId, ProviderName: "SignInWithApple", ProviderType: "SignInWithApple" };
    await call("CreateIdentityProvider", { ...apple, ProviderDetails: { ...ProviderDetails, private_key: "hidden" } });
    const told = (await call("DescribeIdentityProvider", apple)).IdentityProvider;
    assert.deepEqual(told.ProviderDetails, ProviderDetails);

    const { UserPoolClient } = await call("CreateUserPoolClient", { UserPoolId, ClientName: "web" });
    const { ClientId } = UserPoolClient;
    const made = await call("CreateManagedLoginBranding", { UserPoolId, ClientId, Settings: { a: [1] } });
    const named = { UserPoolId, ManagedLoginBrandingId: made.ManagedLoginBranding.ManagedLoginBrandingId };
    assert.equal(
      (await refused("CreateManagedLoginBranding", { UserPoolId, ClientId }))[0],
      "ManagedLoginBrandingExistsException",
    );
    await call("UpdateManagedLoginBranding", { ...named, UseCognitoProvidedValues: true });
    const { ManagedLoginBranding } = await call("DescribeManagedLoginBrandingByClient", { UserPoolId, ClientId });
    assert.deepEqual([ManagedLoginBranding.UseCognitoProvidedValues, ManagedLoginBranding.Settings], [true, undefined]);
    await call("DeleteManagedLoginBranding", named);
    assert.equal((await refused("DescribeManagedLoginBranding", named))[0], "ResourceNotFoundException");
  });
});
