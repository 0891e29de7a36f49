import assert from "node:assert/strict";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { readSession } from "../../../../components/contracts/session";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import type { UserPoolArgs } from "../../../../components/presentation/user-pool/args";
import type { UserPoolClient } from "../../../../components/presentation/user-pool/clients/client";
import { sessionVariables } from "../../../../components/presentation/user-pool/session";
import { UserPool } from "../../../../components/presentation/user-pool/user-pool";

const POOL = "aws:cognito/userPool:UserPool";
const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";
const GROUP = "aws:cognito/userGroup:UserGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const DOMAIN = "aws:cognito/userPoolDomain:UserPoolDomain";
const SERVER = "aws:cognito/resourceServer:ResourceServer";
const PROVIDER = "aws:cognito/identityProvider:IdentityProvider";
const BRANDING = "aws:cognito/managedLoginBranding:ManagedLoginBranding";
const PERMISSION = "aws:lambda/permission:Permission";
const RECORD = "aws:route53/record:Record";

const ENTRY = join(__dirname, "../../logic/function/echo.handler.ts");

const APP = { app: { kind: "public" } } as const;

const deploy = async (args: Partial<UserPoolArgs> | (() => Partial<UserPoolArgs>) = {}) => {
  const pools: UserPool[] = [];
  const made = await registered(() => {
    const given = typeof args === "function" ? args() : args;
    pools.push(new UserPool("people", { signIn: "email", clients: APP, ...given }));
  });
  const [users] = pools;
  assert.ok(users);
  const inputs = (type: string, name = "people") => the(made, type, name).inputs;
  return { made, users, inputs };
};

const EMAIL = {
  name: "email",
  attributeDataType: "String",
  mutable: true,
  required: true,
  stringAttributeConstraints: { minLength: "0", maxLength: "2048" },
};

describe("a user pool", () => {
  it("has exactly these children, all of them its own", async () => {
    const { made } = await deploy({ groups: ["organisers"] });
    assert.deepEqual(listed(made), [
      `${ALARM} people-app-throttles-alarm`,
      `${GROUP} people-group-organisers`,
      `${POOL} people`,
      `${CLIENT} people-app`,
      "serverless-tiers:index:UserPool people",
    ]);
    const [parent] = made.filter(({ custom }) => !custom);
    for (const child of made.filter(({ custom }) => custom)) assert.equal(child.parent, parent?.urn, child.name);
  });

  it("is on the Lite plan, protected, with names that nobody can tell from the address", async () => {
    const { made, inputs } = await deploy();
    assert.deepEqual(inputs(POOL), {
      usernameAttributes: ["email"],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ["email"],
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
      schemas: [EMAIL],
      passwordPolicy: {
        minimumLength: 8,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 7,
      },
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
      adminCreateUserConfig: { allowAdminCreateUserOnly: false },
      deletionProtection: "ACTIVE",
      userPoolTier: "LITE",
    });
    assert.equal(the(made, POOL, "people").protect, true);
  });

  it("gives clients short tokens, one answer for unknown users, and a secret to those that keep it", async () => {
    const { users, inputs } = await deploy({
      clients: {
        app: { kind: "public" },
        console: {
          kind: "confidential",
          flows: ["password", "admin password"],
          accessToken: "1 day",
          refreshToken: "2 days",
        },
      },
    });
    const { userPoolId: _, ...app } = inputs(CLIENT, "people-app");
    assert.deepEqual(app, {
      generateSecret: false,
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
      accessTokenValidity: 900,
      idTokenValidity: 900,
      refreshTokenValidity: 2_592_000,
      tokenValidityUnits: { accessToken: "seconds", idToken: "seconds", refreshToken: "seconds" },
      preventUserExistenceErrors: "ENABLED",
      enableTokenRevocation: true,
    });
    const { generateSecret, explicitAuthFlows, accessTokenValidity, refreshTokenValidity } = inputs(
      CLIENT,
      "people-console",
    );
    assert.deepEqual(
      { generateSecret, explicitAuthFlows, accessTokenValidity, refreshTokenValidity },
      {
        generateSecret: true,
        explicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"],
        accessTokenValidity: 86_400,
        refreshTokenValidity: 172_800,
      },
    );
    assert.equal(await pulumi.isSecret(users.clients.console?.secret ?? users.id), true);
    assert.match(String(await resolved(users.issuer)), /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\//);
    assert.deepEqual([users.domainUrl, users.signInUrl], [undefined, undefined]);
  });

  it("takes names and e-mail addresses where it says so", async () => {
    const by = async (signIn: UserPoolArgs["signIn"]) => {
      const { inputs } = await deploy({ signIn });
      const { usernameAttributes, aliasAttributes, schemas } = inputs(POOL);
      return [usernameAttributes, aliasAttributes, (schemas as (typeof EMAIL)[])[0]?.required];
    };
    assert.deepEqual(await by("name"), [undefined, undefined, false]);
    assert.deepEqual(await by("name or email"), [undefined, ["email"], true]);
  });

  it("writes the bounds of each attribute out", async () => {
    const { inputs } = await deploy({
      attributes: {
        tenant: { mutable: false, max: 40 },
        seats: { type: "number", min: 1 },
        since: { type: "date" },
        given_name: { required: true },
        birthdate: {},
      },
    });
    const written = (name: string, attributeDataType: string, more: object = {}) => ({
      name,
      attributeDataType,
      required: false,
      mutable: true,
      ...more,
    });
    const length = (minLength: string, maxLength: string) => ({ stringAttributeConstraints: { minLength, maxLength } });
    assert.deepEqual(inputs(POOL).schemas, [
      written("birthdate", "String", length("10", "10")),
      EMAIL,
      written("given_name", "String", { required: true, ...length("0", "2048") }),
      written("seats", "Number", { numberAttributeConstraints: { minValue: "1" } }),
      written("since", "DateTime"),
      written("tenant", "String", { mutable: false, ...length("0", "40") }),
    ]);
  });

  it("asks its functions, and lets nobody else ask them as Cognito", async () => {
    const { made, inputs, users } = await deploy(() => {
      const check = new LambdaFunction("check", { entry: ENTRY });
      const claims = new LambdaFunction("claims", { entry: ENTRY });
      return {
        triggers: { preSignUp: check, postConfirmation: check, preTokenGeneration: { function: claims, version: 2 } },
      };
    });
    const { preSignUp, postConfirmation, preTokenGenerationConfig } = inputs(POOL).lambdaConfig as Record<
      string,
      unknown
    >;
    assert.equal(preSignUp, postConfirmation);
    assert.match(String(preSignUp), /:function:check-[0-9a-f]+:live$/);
    assert.equal((preTokenGenerationConfig as Record<string, unknown>).lambdaVersion, "V2_0");
    assert.equal(inputs(POOL).userPoolTier, "ESSENTIALS");
    const arn = await resolved(users.arn);
    for (const name of ["check", "claims"]) {
      const { sourceArn, principal, qualifier } = inputs(PERMISSION, `people-trigger-${name}`);
      assert.deepEqual([sourceArn, principal, qualifier], [arn, "cognito-idp.amazonaws.com", "live"]);
    }
    assert.equal(made.filter(({ type }) => type === PERMISSION).length, 2);
  });

  it("has pages on a domain, for the clients that sign in there, and scopes of its own", async () => {
    const login = {
      callbackUrls: ["https://shop.example.com/in", "http://localhost:5173/in"],
      scopes: ["openid", "shop/book"],
    };
    const { made, inputs, users } = await deploy({
      clients: {
        app: { kind: "public", login },
        forms: { kind: "public" },
        job: { kind: "confidential", machine: { scopes: ["shop/book"] } },
      },
      resourceServers: { shop: { book: "to book seats" }, "https://api.example.com/v1": { read: "to read" } },
      domain: { prefix: "people-of-shop" },
    });
    assert.deepEqual(
      listed(made).filter((one) => one.includes(BRANDING)),
      [],
    );
    const { managedLoginVersion, domain } = inputs(DOMAIN, "people-domain");
    assert.deepEqual([domain, managedLoginVersion, inputs(POOL).userPoolTier], ["people-of-shop", 1, "LITE"]);
    const oauth = (name: string) => {
      const { allowedOauthFlows, allowedOauthScopes, callbackUrls, supportedIdentityProviders, explicitAuthFlows } =
        inputs(CLIENT, name);
      return { allowedOauthFlows, allowedOauthScopes, callbackUrls, supportedIdentityProviders, explicitAuthFlows };
    };
    assert.deepEqual(oauth("people-app"), {
      allowedOauthFlows: ["code"],
      allowedOauthScopes: ["openid", "shop/book"],
      callbackUrls: login.callbackUrls,
      supportedIdentityProviders: ["COGNITO"],
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    });
    assert.deepEqual(oauth("people-job"), {
      allowedOauthFlows: ["client_credentials"],
      allowedOauthScopes: ["shop/book"],
      callbackUrls: undefined,
      supportedIdentityProviders: undefined,
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    });
    assert.equal(inputs(CLIENT, "people-job").accessTokenValidity, 3600);
    assert.deepEqual(inputs(SERVER, "people-scopes-shop").scopes, [
      { scopeName: "book", scopeDescription: "to book seats" },
    ]);
    const { identifier, name } = inputs(SERVER, "people-scopes-https://api.example.com/v1");
    assert.deepEqual([identifier, name], ["https://api.example.com/v1", "https---api.example.com-v1"]);
    assert.ok(users.domainUrl && users.signInUrl);
    const region = (await resolved(users.arn)).split(":")[3];
    assert.equal(await resolved(users.domainUrl), `https://people-of-shop.auth.${region}.amazoncognito.com`);
    const url = new URL(await resolved(users.signInUrl));
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      client_id: await resolved(users.clients.app?.id ?? users.id),
      response_type: "code",
      scope: "openid shop/book",
      redirect_uri: "https://shop.example.com/in",
    });
  });

  it("has a domain of its own with its record, and pages in its own style", async () => {
    const { inputs, users } = await deploy({
      clients: { app: { kind: "public", login: { callbackUrls: ["https://example.com/"] } } },
      domain: { name: "auth.example.com", certificateArn: "arn:aws:acm:us-east-1:1:certificate/a", zoneId: "Z1" },
      branding: "cognito",
    });
    assert.equal(inputs(POOL).userPoolTier, "ESSENTIALS");
    assert.equal(inputs(DOMAIN, "people-domain").managedLoginVersion, 2);
    assert.equal(inputs(BRANDING, "people-app-branding").useCognitoProvidedValues, true);
    const { zoneId, name, type, aliases } = inputs(RECORD, "people-domain-record");
    assert.deepEqual([zoneId, name, type], ["Z1", "auth.example.com", "A"]);
    const [alias] = aliases as Record<string, unknown>[];
    assert.equal(alias?.zoneId, "Z2FDTNDATAQYW2");
    assert.match(String(alias?.name), /\.cloudfront\.net$/);
    assert.ok(users.domainUrl);
    assert.equal(await resolved(users.domainUrl), "https://auth.example.com");
  });

  it("gets a client of a site that is made after it, with its style and its alarm", async () => {
    const made = await registered(async () => {
      const users = new UserPool("people", {
        signIn: "email",
        domain: { prefix: "people", pages: "managed" },
        resourceServers: { shop: { book: "to book" } },
      });
      const site = new pulumi.ComponentResource("test:index:Site", "site");
      assert.throws(
        () => users.authorizer({ token: "access" }),
        /people: clients must hold one at least before routes/,
      );
      const web = users.addClient("web", {
        kind: "public",
        login: { callbackUrls: [pulumi.interpolate`https://${site.urn.apply(() => "d1.example.com")}/signed-in`] },
      });
      assert.throws(
        () => users.addClient("web", { kind: "public" }),
        /people: clients\.web is there already: another client needs another key/,
      );
      assert.deepEqual(Object.keys(users.clients), ["web"]);
      assert.ok(web.signInUrl && users.signInUrl);
      const url = new URL(await resolved(web.signInUrl));
      assert.equal(url.searchParams.get("redirect_uri"), "https://d1.example.com/signed-in");
      assert.equal(await resolved(users.signInUrl), url.href);
      const { callers } = users.authorizer({ token: "access" });
      assert.ok(callers && "clients" in callers);
      assert.deepEqual(await Promise.all(callers.clients.map((id) => resolved(pulumi.output(id)))), [
        await resolved(web.id),
      ]);
    });
    const client = the(made, CLIENT, "people-web");
    assert.deepEqual(client.inputs.callbackUrls, ["https://d1.example.com/signed-in"]);
    const [pool] = made.filter(({ type }) => type === "serverless-tiers:index:UserPool");
    for (const [type, name] of [
      [CLIENT, "people-web"],
      [BRANDING, "people-web-branding"],
      [ALARM, "people-web-throttles-alarm"],
    ] as const)
      assert.equal(the(made, type, name).parent, pool?.urn, name);
    assert.deepEqual(
      client.dependencies.some((urn) => urn.endsWith("people-scopes-shop")),
      true,
    );
  });

  it("tells the function of a session whose it is, by the stage alone", async () => {
    const { users } = await deploy({
      clients: { app: { kind: "public", refreshToken: "2 days" }, job: { kind: "confidential" } },
    });
    const [[name, value] = ["", users.id]] = Object.entries(
      sessionVariables(users, "app", [pulumi.output("https://a.example")]),
    );
    assert.equal(name, "serverlessTiersSession");
    assert.deepEqual(readSession(await resolved(value)), {
      issuer: await resolved(users.issuer),
      clientId: await resolved(users.clients.app?.id ?? users.id),
      seconds: 172_800,
      origins: ["https://a.example"],
    });
    assert.match(await resolved(value), /^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/);
    assert.throws(() => sessionVariables(users, "web", []), /people: clients\.web must be there for a session/);
    assert.throws(() => sessionVariables(users, "job", []), /people: clients\.job\.kind must be "public"/);
  });

  it("refuses of a later client what it refuses of its own", async () => {
    const web = { kind: "public", login: { callbackUrls: ["https://shop.example.com/in"] } } as const;
    const { users } = await deploy({ domain: { prefix: "people" } });
    const { users: bare } = await deploy();
    const refused = (client: unknown, rule: string, pool = users, key = "web") =>
      assert.throws(
        () => pool.addClient(key, client as UserPoolClient),
        (error: Error) => {
          assert.deepEqual([error.name, error.message.slice(0, rule.length)], ["ArgsError", rule]);
          return true;
        },
      );
    refused(
      { ...web, login: { callbackUrls: ["http://shop.example.com/in"] } },
      "people: clients.web.login.callbackUrls must be URLs",
    );
    refused(
      { ...web, login: { callbackUrls: [1] } },
      "people: clients.web.login.callbackUrls[0] must be a URL (it is 1)",
    );
    refused({ ...web, kinds: "public" }, "people: clients.web.kinds is unknown; did you mean kind?");
    refused(undefined, "people: clients.web must be {");
    refused(web, "people: clients.web.login must be absent: the pool has no domain for it", bare);
    refused(
      { ...web, refreshRotation: { grace: "5 seconds" } },
      'people: plan must be "essentials" for clients.web.refreshRotation',
    );
    refused(web, "people: clients.Web is no name of a client", users, "Web");
  });

  it("lets others say who a user is, and keeps what they know it by secret", async () => {
    const { made, inputs } = await deploy({
      clients: {
        app: { kind: "public", login: { callbackUrls: ["https://example.com/"] } },
        staff: { kind: "public", login: { callbackUrls: ["https://example.com/"], providers: ["staff"] } },
      },
      domain: { prefix: "people" },
      identityProviders: {
        google: { clientId: "g", clientSecret: "hidden" },
        saml: { staff: { metadataUrl: "https://sso.example.com/metadata" } },
      },
    });
    assert.deepEqual(inputs(CLIENT, "people-app").supportedIdentityProviders, ["COGNITO", "Google", "staff"]);
    assert.deepEqual(inputs(CLIENT, "people-staff").supportedIdentityProviders, ["staff"]);
    const google = the(made, PROVIDER, "people-provider-google");
    assert.equal((google.inputs.providerDetails as Record<string, unknown>).client_id, "g");
    assert.deepEqual(google.ignoreChanges, []);
    const staff = the(made, PROVIDER, "people-provider-staff");
    assert.deepEqual(staff.inputs.providerDetails, { MetadataURL: "https://sso.example.com/metadata" });
    assert.deepEqual(staff.ignoreChanges, [
      "providerDetails.ActiveEncryptionCertificate",
      "providerDetails.SLORedirectBindingURI",
      "providerDetails.SSORedirectBindingURI",
    ]);
  });

  it("hands out exactly the rights of a verb", async () => {
    const { users } = await deploy();
    const { grants, environment, service } = users.read();
    assert.deepEqual(
      grants.map(({ actions }) => actions),
      [
        ["AdminGetUser", "AdminListGroupsForUser", "GetGroup", "ListGroups", "ListUsers", "ListUsersInGroup"].map(
          (action) => `cognito-idp:${action}`,
        ),
      ],
    );
    assert.deepEqual([Object.keys(environment("people")), service], [["PEOPLE_USER_POOL_ID"], "cognito-idp"]);
    const managing = users.manage().grants.flatMap(({ actions }) => actions);
    assert.ok(managing.includes("cognito-idp:AdminDeleteUser") && managing.includes("cognito-idp:ListUsers"));
    assert.ok(!managing.some((action) => action.includes("*") || /Pool/.test(action)));
  });
});
