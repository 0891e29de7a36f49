import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { dataPaths } from "../../../local/data/paths";
import { writeOutputFiles } from "../../../local/start/output-files";
import { startTestCloud, type TestCloud } from "../cloud/test-cloud";
import { jsonCall } from "../wire/signatures/signed-call";

const TIERS = resolve(__dirname, "../../../local/bin/tiers.cjs");

describe("users of a local cloud that runs", () => {
  let cloud: TestCloud;
  let folder: string;
  beforeEach(async () => {
    cloud = await startTestCloud();
    folder = mkdtempSync(join(tmpdir(), "tiers-users-"));
    publish({});
  });
  afterEach(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As a start does it, once a stack is ready. */
  const publish = (outputs: Readonly<Record<string, string>>, of: TestCloud = cloud) =>
    writeOutputFiles(dataPaths(folder), { cloud: of.cloud, outputs: { outputs, secretPaths: [] }, databases: {} });

  const tiers = (
    ...args: string[]
  ): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> =>
    new Promise((done) => {
      execFile(process.execPath, [TIERS, ...args, "--data", folder], (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  const call = async (operation: string, input: object) =>
    (await jsonCall(cloud, "cognito-idp", `AWSCognitoIdentityProviderService.${operation}`, input)).body;
  const pattern = async (name: string, settings: object = {}, client: object = {}) => {
    const { UserPool } = await call("CreateUserPool", { PoolName: name, ...settings });
    const made = await call("CreateUserPoolClient", { UserPoolId: UserPool.Id, ClientName: "app", ...client });
    const ids = { UserPoolId: String(UserPool.Id), ClientId: String(made.UserPoolClient.ClientId) };
    return { ...ids, outputs: { [`${name}UserPoolId`]: ids.UserPoolId, [`${name}UserPoolClientId`]: ids.ClientId } };
  };
  const claims = (token: string) => {
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+\n$/, "a token alone on its line");
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  };

  it("have an inbox, with the newest last under each pool", async () => {
    const people = await pattern("people", { UsernameAttributes: ["email"], AutoVerifiedAttributes: ["email"] });
    const { ClientId } = people;
    assert.deepEqual(await tiers("inbox"), { code: 0, stdout: "nothing was sent yet\n", stderr: "" });
    await call("SignUp", { ClientId, Username: "ana@example.com", Password: "Secret-1" });
    await call("SignUp", { ClientId, Username: "Bob@example.org", Password: "Secret-1" });
    cloud.clock.advanceBy(1_000);
    await call("ResendConfirmationCode", { ClientId, Username: "ana@example.com" });
    const { stdout } = await tiers("inbox");
    assert.match(stdout, new RegExp(`^people \\(${people.UserPoolId}\\)\n`));
    assert.deepEqual(
      stdout.match(/to \S+/g),
      ["to ana@example.com", "to Bob@example.org", "to ana@example.com"],
      stdout,
    );
    const { stdout: bobs } = await tiers("inbox", "bob@EXAMPLE.org");
    assert.deepEqual(bobs.match(/to \S+/g), ["to Bob@example.org"]);
    for (const who of ["ana", "ana@example.com"]) {
      const last = await tiers("inbox", who, "--code");
      assert.match(last.stdout, /^\d{6}\n$/);
      const ConfirmationCode = last.stdout.trim();
      if (who === "ana") continue;
      assert.deepEqual(await call("ConfirmSignUp", { ClientId, Username: who, ConfirmationCode }), {});
    }
  });

  it("have no code where none was sent", async () => {
    const none = {
      code: 1,
      stdout: "",
      stderr: "error: nothing was sent to eve yet: sign up, or ask for a code, first\n",
    };
    assert.deepEqual(await tiers("inbox", "eve", "--code"), none);
  });

  it("get a token of a pool that signs in by address and wants a second factor, through a client with a secret", async () => {
    const { outputs, ClientId, UserPoolId } = await pattern(
      "mobile",
      { UsernameAttributes: ["email"] },
      { GenerateSecret: true, ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] },
    );
    await call("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    publish(outputs);
    const first = await tiers("token", "mobile", "--as", "ana");
    assert.deepEqual([first.code, first.stderr], [0, "made user ana@example.com\n"]);
    const { token_use, client_id, sub, scope } = claims(first.stdout);
    assert.deepEqual([token_use, client_id, scope], ["access", ClientId, "aws.cognito.signin.user.admin"]);
    const again = await tiers("token", "mobile", "--as", "ana@example.com", "--id");
    assert.equal(again.stderr, "");
    const id = claims(again.stdout);
    assert.deepEqual(
      [id.token_use, id.aud, id.sub, id.email, id.email_verified],
      ["id", ClientId, sub, "ana@example.com", true],
    );
  });

  it("are made as the pool asks of everybody, and by one of two commands at once", async () => {
    const { outputs } = await pattern("desk", {
      Schema: ["email", "birthdate", "given_name"].map((Name) => ({ Name, Required: true })),
    });
    publish(outputs);
    const both = await Promise.all([tiers("token", "desk", "--as", "ana"), tiers("token", "desk", "--as", "ana")]);
    const subjects = both.map(({ stdout }) => claims(stdout).sub);
    assert.equal(subjects[0], subjects[1]);
    const { email, birthdate, given_name } = claims((await tiers("token", "desk", "--as", "ana", "--id")).stdout);
    assert.deepEqual([email, birthdate, given_name], ["ana@example.com", "2000-01-01", "ana"]);
  });

  it("are put into a group that the pool has, and made for no other", async () => {
    const { outputs, UserPoolId } = await pattern("mobile");
    publish(outputs);
    await call("CreateGroup", { UserPoolId, GroupName: "organisers" });
    const refused = await tiers("token", "mobile", "--as", "ana", "--group", "organizers");
    assert.deepEqual([refused.code, refused.stdout], [1, ""]);
    assert.equal(
      refused.stderr,
      "error: the user pool has no group organizers (it has organisers): add it to the groups of the pool in the program, or leave --group out\n",
    );
    assert.equal((await call("ListUsers", { UserPoolId })).Users.length, 0);
    const { stdout } = await tiers("token", "mobile", "--as", "ana", "--group", "organisers");
    assert.deepEqual(claims(stdout)["cognito:groups"], ["organisers"]);
  });

  it("get every scope that the client may have for them", async () => {
    const { UserPool } = await call("CreateUserPool", { PoolName: "web" });
    const UserPoolId = UserPool.Id;
    const Scopes = [{ ScopeName: "book", ScopeDescription: "Book" }];
    await call("CreateResourceServer", { UserPoolId, Identifier: "shop", Name: "shop", Scopes });
    const { UserPoolClient } = await call("CreateUserPoolClient", {
      UserPoolId,
      ClientName: "app",
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "shop/book"],
      CallbackURLs: ["https://example.com"],
      SupportedIdentityProviders: ["COGNITO"],
    });
    publish({ webUserPoolId: UserPoolId, webUserPoolClientId: UserPoolClient.ClientId });
    const { stdout, stderr } = await tiers("token", "web", "--as", "ana");
    assert.equal(stderr, "made user ana\n");
    assert.equal(claims(stdout).scope, "aws.cognito.signin.user.admin openid shop/book");
  });

  it("get none before they could sign in", async () => {
    const { outputs, ClientId, UserPoolId } = await pattern("mobile");
    publish(outputs);
    await call("SignUp", { ClientId, Username: "ana", Password: "Secret-1" });
    const early = await tiers("token", "mobile", "--as", "ana");
    assert.deepEqual([early.code, early.stdout], [1, ""]);
    assert.match(
      early.stderr,
      /^error: ana cannot sign in \(User is UNCONFIRMED\.\): see to that first \(npx tiers inbox/,
    );
    await call("AdminConfirmSignUp", { UserPoolId, Username: "ana" });
    await call("AdminDisableUser", { UserPoolId, Username: "ana" });
    assert.match(
      (await tiers("token", "mobile", "--as", "ana")).stderr,
      /^error: ana cannot sign in \(User is disabled\.\)/,
    );
  });

  it("are told where a pattern has none", async () => {
    const none = await tiers("token", "mobile", "--as", "ana");
    assert.match(
      none.stderr,
      /^error: no pattern of this stack has users: the program exports no mobileUserPoolId and /,
    );
    publish({ ...(await pattern("mobile")).outputs, webUserPoolId: "x", ordersUrl: "y" });
    const other = await tiers("token", "mobil", "--as", "ana");
    assert.deepEqual(other, {
      code: 1,
      stdout: "",
      stderr: "error: there is no pattern mobil with users: did you mean mobile? (there is mobile)\n",
    });
  });

  it("sign in by phone number where the pool says so", async () => {
    publish((await pattern("call", { UsernameAttributes: ["phone_number"] })).outputs);
    const { stderr } = await tiers("token", "call", "--as", "ana");
    assert.equal(
      stderr,
      "error: the users of this pool sign in by phone number: name one with --as, such as +15555550100\n",
    );
    const { stdout } = await tiers("token", "call", "--as", "+15555550123", "--id");
    assert.equal(claims(stdout).phone_number, "+15555550123");
  });

  it("are told that Pulumi's own engine has the outputs, while a cloud serves it", async () => {
    const { pulumiEnvironment } = dataPaths(folder);
    writeFileSync(pulumiEnvironment, "");
    const { code, stderr } = await tiers("token", "mobile", "--as", "ana");
    rmSync(pulumiEnvironment);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^error: the local cloud on .* serves Pulumi's own engine \(npm run cloud\), .* \(npm start\)\n$/,
    );
  });

  it("are told that no cloud runs, also where another one has its port", async () => {
    const absent = `error: no local cloud runs on ${folder}: start it (npm start) and wait until it is ready, or name its folder of data with --data\n`;
    rmSync(dataPaths(folder).outputs);
    assert.deepEqual(await tiers("token", "mobile", "--as", "ana"), { code: 1, stdout: "", stderr: absent });
    writeFileSync(
      dataPaths(folder).environment,
      `AWS_ENDPOINT_URL=${cloud.client.endpoint}\nAWS_REGION=eu-west-1\nAWS_ACCESS_KEY_ID=AKIAOTHER\nAWS_SECRET_ACCESS_KEY=x\n`,
    );
    assert.deepEqual(await tiers("inbox"), { code: 1, stdout: "", stderr: absent });
    writeFileSync(dataPaths(folder).environment, "AWS_ENDPOINT_URL=http://127.0.0.1:1\nAWS_REGION=eu-west-1\n");
    assert.deepEqual(await tiers("inbox"), { code: 1, stdout: "", stderr: absent });
  });
});
