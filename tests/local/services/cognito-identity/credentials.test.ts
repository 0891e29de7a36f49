import assert from "node:assert/strict";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { STS } from "@aws-sdk/client-sts";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

const PROVIDER = "cognito-identity.amazonaws.com";
const TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/notes";

/** What an app gets for the token of its user, by AWS's SDK, and what it may do with it. */
describe("cognito: credentials of an identity pool", () => {
  let cloud: TestCloud;
  let userPool: string;
  let client: string;
  let pool: string;
  let provider: string;
  let identity: CognitoIdentity;
  beforeEach(async () => {
    cloud = await startTestCloud();
    const { UserPool } = await call("CreateUserPool", { PoolName: "people" });
    userPool = UserPool.Id;
    client = await newClient();
    provider = `cognito-idp.eu-west-1.amazonaws.com/${userPool}`;
    pool = await create("aws:cognito/identityPool:IdentityPool", "p", {
      identityPoolName: "people",
      allowUnauthenticatedIdentities: false,
      cognitoIdentityProviders: [{ clientId: client, providerName: provider, serverSideTokenCheck: true }],
    });
    const { endpoint, region } = cloud.client;
    const credentials = () => Promise.reject(new Error("nobody has any yet"));
    identity = new CognitoIdentity({ endpoint, region, credentials, maxAttempts: 1 });
  });
  afterEach(() => cloud.close());

  const call = async (operation: string, input: object) =>
    (await jsonCall(cloud, "cognito-idp", `AWSCognitoIdentityProviderService.${operation}`, input)).body;
  const create = async (type: string, name: string, inputs: object) =>
    (await cloud.resource(type).create({ ...inputs }, resourceContext(name))).id;
  const newClient = async () => {
    const ExplicitAuthFlows = ["ALLOW_USER_PASSWORD_AUTH"];
    const made = await call("CreateUserPoolClient", { UserPoolId: userPool, ClientName: "app", ExplicitAuthFlows });
    return String(made.UserPoolClient.ClientId);
  };
  const token = async (Username: string, { ClientId = client, group }: { ClientId?: string; group?: string } = {}) => {
    await call("AdminCreateUser", { UserPoolId: userPool, Username, MessageAction: "SUPPRESS" });
    await call("AdminSetUserPassword", { UserPoolId: userPool, Username, Password: "Secret-1", Permanent: true });
    if (group) {
      await call("CreateGroup", { UserPoolId: userPool, GroupName: group });
      await call("AdminAddUserToGroup", { UserPoolId: userPool, Username, GroupName: group });
    }
    const AuthParameters = { USERNAME: Username, PASSWORD: "Secret-1" };
    const { AuthenticationResult } = await call("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters,
    });
    return { id: String(AuthenticationResult.IdToken), access: String(AuthenticationResult.AccessToken) };
  };
  const role = async (name: string, { amr = "authenticated", aud = pool, statements = [] as object[] } = {}) => {
    const trust = {
      Effect: "Allow",
      Principal: { Federated: PROVIDER },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${PROVIDER}:aud`]: aud },
        "ForAnyValue:StringLike": { [`${PROVIDER}:amr`]: amr },
      },
    };
    const document = (Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
    await create("aws:iam/role:Role", name, { name, assumeRolePolicy: document([trust]) });
    if (statements.length > 0)
      await create("aws:iam/rolePolicy:RolePolicy", name, { role: name, name: "own", policy: document(statements) });
    return `arn:aws:iam::000000000000:role/${name}`;
  };
  const attach = (roles: object, roleMappings: object[] = []) =>
    create("aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment", "roles", {
      identityPoolId: pool,
      roles,
      roleMappings,
    });
  const credentialsFor = async (text?: string) => {
    const Logins = text === undefined ? {} : { [provider]: text };
    const { IdentityId } = await identity.getId({ IdentityPoolId: pool, Logins });
    const { Credentials } = await identity.getCredentialsForIdentity({ IdentityId, Logins });
    const {
      AccessKeyId: accessKeyId = "",
      SecretKey: secretAccessKey = "",
      SessionToken: sessionToken,
    } = Credentials ?? {};
    assert.ok(Credentials?.Expiration instanceof Date);
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
    return { IdentityId: IdentityId ?? "", settings: { ...cloud.client, credentials } };
  };
  const roleOf = async (text?: string) => {
    const { settings } = await credentialsFor(text);
    const { Arn = "" } = await new STS(settings).getCallerIdentity({});
    return Arn.replace(/^.*assumed-role\//, "");
  };

  it("are of the identity of who signed in, whose own items they are for and no others", async () => {
    await create("aws:dynamodb/table:Table", "notes", {
      name: "notes",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "owner",
      attributes: [{ name: "owner", type: "S" }],
    });
    const own = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [`\${${PROVIDER}:sub}`] } };
    const Action = ["dynamodb:PutItem", "dynamodb:GetItem"];
    const statements = [{ Effect: "Allow", Action, Resource: TABLE, Condition: own }];
    await attach({ authenticated: await role("reader", { statements }) });
    const ada = await credentialsFor((await token("ada")).id);
    const eve = await credentialsFor((await token("eve")).id);
    assert.match(ada.IdentityId, /^eu-west-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.notEqual(ada.IdentityId, eve.IdentityId);
    const [adas, eves] = [new DynamoDB(ada.settings), new DynamoDB(eve.settings)];
    const Key = { owner: { S: ada.IdentityId } };
    await adas.putItem({ TableName: "notes", Item: { ...Key, text: { S: "mine" } } });
    assert.equal((await adas.getItem({ TableName: "notes", Key })).Item?.text?.S, "mine");
    // Of the same role and session name, one after the other: decisions must not be taken for one another.
    for (const attempt of [
      () => eves.getItem({ TableName: "notes", Key }),
      () => eves.putItem({ TableName: "notes", Item: Key }),
    ])
      await assert.rejects(attempt, { name: "AccessDeniedException" });
    assert.equal((await credentialsFor((await token("ada")).id)).IdentityId, ada.IdentityId);
  });

  it("are refused for tokens of other clients and pools, of the wrong kind, changed or revoked", async () => {
    await attach({ authenticated: await role("reader") });
    const { id, access } = await token("ada");
    const other = await token("ada", { ClientId: await newClient() });
    const [head, , signature] = id.split(".");
    const refused = [
      access,
      other.id,
      "x.y.z",
      `${head}.${Buffer.from('{"sub":"eve"}').toString("base64url")}.${signature}`,
    ];
    for (const text of refused) await assert.rejects(credentialsFor(text), { name: "NotAuthorizedException" });
    await assert.rejects(identity.getId({ IdentityPoolId: pool, Logins: { "accounts.google.com": id } }), {
      message: "Token is not from a supported provider of this identity pool.",
    });
    await credentialsFor(id);
    await call("AdminUserGlobalSignOut", { UserPoolId: userPool, Username: "ada" });
    await assert.rejects(credentialsFor(id), { name: "NotAuthorizedException" });
    cloud.clock.advanceBy(2 * 3_600_000);
    await assert.rejects(credentialsFor(id), /Token expired/);
  });

  it("are of nobody else's identity", async () => {
    await attach({ authenticated: await role("reader") });
    const ada = await credentialsFor((await token("ada")).id);
    const { id: eves } = await token("eve");
    for (const Logins of [{ [provider]: eves }, undefined])
      await assert.rejects(identity.getCredentialsForIdentity({ IdentityId: ada.IdentityId, Logins }), {
        name: "NotAuthorizedException",
      });
  });

  it("are given to guests where the pool takes them, and under another role", async () => {
    await assert.rejects(credentialsFor(), {
      message: "Unauthenticated access is not supported for this identity pool.",
    });
    await cloud
      .resource("aws:cognito/identityPool:IdentityPool")
      .update?.(
        pool,
        { identityPoolName: "people", allowUnauthenticatedIdentities: true },
        { inputs: {}, outputs: {} },
        resourceContext("p"),
      );
    await attach({ unauthenticated: await role("guest", { amr: "unauthenticated" }) });
    assert.equal(await roleOf(), "guest/CognitoIdentityCredentials");
    const [one, two] = [await credentialsFor(), await credentialsFor()];
    assert.notEqual(one.IdentityId, two.IdentityId);
  });

  it("are of the role of a group", async () => {
    const rule = { claim: "cognito:groups", matchType: "Contains", value: "organisers" };
    const mappingRules = [{ ...rule, roleArn: await role("organiser") }];
    await attach({ authenticated: await role("reader") }, [
      {
        identityProvider: `${provider}:${client}`,
        type: "Rules",
        ambiguousRoleResolution: "AuthenticatedRole",
        mappingRules,
      },
    ]);
    assert.equal(await roleOf((await token("ada")).id), "reader/CognitoIdentityCredentials");
    assert.equal(
      await roleOf((await token("eve", { group: "organisers" })).id),
      "organiser/CognitoIdentityCredentials",
    );
  });

  it("are refused where the role trusts another pool, guests alone, or nobody", async () => {
    const { id } = await token("ada");
    const wrong = [
      await role("others", { aud: "eu-west-1:other" }),
      await role("guests", { amr: "unauthenticated" }),
      await cloud.role("functions", []),
      "arn:aws:iam::000000000000:role/none",
    ];
    for (const authenticated of wrong) {
      await attach({ authenticated });
      await assert.rejects(credentialsFor(id), { name: "InvalidIdentityPoolConfigurationException" }, authenticated);
    }
  });

  it("end after an hour", async () => {
    await attach({ authenticated: await role("reader") });
    const { settings } = await credentialsFor((await token("ada")).id);
    cloud.clock.advanceBy(3_600_000);
    assert.equal(cloud.access.find(settings.credentials.accessKeyId), undefined);
  });
});
