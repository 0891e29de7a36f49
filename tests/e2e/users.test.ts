import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const ROOT = resolve(__dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/users.md"), "utf8");

const blocks = (language: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);

const STACK = "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: users } }\n";
const PROJECT = "name: users\nmain: index.ts\nruntime: nodejs\n";

const PASSWORD = "Correct-horse-7";

describe("docs/users.md", function () {
  this.timeout(120_000);

  let folder = "";
  let cloud: LocalCloud;
  let client: cognito.CognitoIdentityProviderClient;
  const output = (name: string) => String(cloud.outputs[name]);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "users-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const files = blocks("ts").map((text) => [/^\/\/ (\S+)\n/.exec(text)?.[1] ?? "", text] as const);
    const own = [
      ["Pulumi.yaml", PROJECT],
      ["Pulumi.local.yaml", STACK],
    ] as const;
    for (const [path, text] of [...own, ...files]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
    client = new cognito.CognitoIdentityProviderClient({
      endpoint: cloud.endpoint,
      region: "eu-west-1",
      credentials: {
        accessKeyId: cloud.environment.AWS_ACCESS_KEY_ID ?? "",
        secretAccessKey: cloud.environment.AWS_SECRET_ACCESS_KEY ?? "",
      },
    });
  });
  after(async () => {
    client?.destroy();
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const signUp = async (email: string, ...groups: string[]) => {
    const UserPoolId = output("userPoolId");
    const { UserSub } = await client.send(
      new cognito.SignUpCommand({ ClientId: output("appId"), Username: email, Password: PASSWORD }),
    );
    await client.send(new cognito.AdminConfirmSignUpCommand({ UserPoolId, Username: email }));
    for (const GroupName of groups)
      await client.send(new cognito.AdminAddUserToGroupCommand({ UserPoolId, Username: email, GroupName }));
    return String(UserSub);
  };

  const signIn = async (email: string, by: "app" | "console" = "app") => {
    const ClientId = output(`${by}Id`);
    const hash = () =>
      createHmac("sha256", output("consoleSecret"))
        .update(email + ClientId)
        .digest("base64");
    const { AuthenticationResult } = await client.send(
      new cognito.InitiateAuthCommand({
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: {
          USERNAME: email,
          PASSWORD,
          ...(by === "console" && { SECRET_HASH: hash() }),
        },
      }),
    );
    const { AccessToken: access = "", IdToken: id = "" } = AuthenticationResult ?? {};
    return { access, id };
  };

  const ask = async (route: string, token?: string) => {
    const [method = "", path = ""] = route.split(" ");
    const headers = new Headers(token === undefined ? {} : { Authorization: token });
    const answer = await fetch(`${output("url")}${path}`, { method, headers });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const statusOf = async (route: string, token?: string) => (await ask(route, token)).status;

  it("lets in who signed in, by the token that the route takes, and knows who it is", async () => {
    const sub = await signUp("Ada@Example.com");
    const { access, id } = await signIn("ada@example.com");
    assert.deepEqual(await ask("GET /me", access), { status: 200, body: { subject: sub, groups: [] } });
    assert.deepEqual(await ask("GET /profile", id), { status: 200, body: { subject: sub, groups: [] } });
    assert.deepEqual(
      [await statusOf("GET /me", id), await statusOf("GET /profile", access), await statusOf("GET /me")],
      [401, 401, 401],
    );
  });

  it("asks its functions before somebody signs up", async () => {
    await assert.rejects(signUp("eve@example.net"), {
      name: "UserLambdaValidationException",
      message: "PreSignUp failed with error not from there.",
    });
  });

  it("gives a machine the scopes that it may have, and no user these", async () => {
    const { exporterId = "", exporterSecret = "" } = cloud.outputs as Record<string, string>;
    const asked = await fetch(`${cloud.endpoint}/${output("userPoolId")}/oauth2/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa(`${exporterId}:${exporterSecret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: "shows/export" }),
    });
    const { access_token: token } = (await asked.json()) as { access_token: string };
    assert.deepEqual(await ask("GET /export", token), { status: 200, body: { subject: exporterId, groups: [] } });
    await signUp("frank@example.com");
    const { access } = await signIn("frank@example.com");
    assert.deepEqual([await statusOf("GET /export", access), await statusOf("GET /me", token)], [401, 401]);
  });

  it("leads to pages on which users sign in", () => {
    const { searchParams, pathname } = new URL(output("signInUrl"));
    assert.match(pathname, /\/login$/);
    assert.deepEqual([searchParams.get("client_id"), searchParams.get("response_type")], [output("appId"), "code"]);
  });

  it("gives apps credentials for what is their user's own", async () => {
    const notesOf = async (email: string) => {
      await signUp(email);
      const { id } = await signIn(email);
      const place = { endpoint: cloud.endpoint, region: "eu-west-1" };
      const identity = new CognitoIdentity({ ...place, credentials: () => Promise.reject(new Error("none yet")) });
      const Logins = { [`cognito-idp.eu-west-1.amazonaws.com/${output("userPoolId")}`]: id };
      const { IdentityId = "" } = await identity.getId({ IdentityPoolId: output("identityPoolId"), Logins });
      const { Credentials = {} } = await identity.getCredentialsForIdentity({ IdentityId, Logins });
      const { AccessKeyId: accessKeyId = "", SecretKey: secretAccessKey = "", SessionToken = "" } = Credentials;
      const credentials = { accessKeyId, secretAccessKey, sessionToken: SessionToken };
      const table = new DynamoDB({ ...place, credentials });
      const Item = (owner: string) => ({ owner: { S: owner }, note: { S: "1" } });
      return {
        IdentityId,
        put: (owner: string) => table.putItem({ TableName: output("notesTable"), Item: Item(owner) }),
      };
    };
    const ada = await notesOf("ada.notes@example.com");
    const bob = await notesOf("bob.notes@example.com");
    await ada.put(ada.IdentityId);
    await assert.rejects(bob.put(ada.IdentityId), { name: "AccessDeniedException" });
    await bob.put(bob.IdentityId);
  });

  it("lets in tokens of the clients alone that the route names", async () => {
    await signUp("bob@example.com");
    const { access, id } = await signIn("bob@example.com", "console");
    assert.equal(await statusOf("GET /me", access), 200);
    const { status, body } = await ask("GET /profile", id);
    assert.deepEqual([status, body.title], [401, "Unauthorized"]);
  });

  it("lets in the groups alone that the route names", async () => {
    const organiser = await signUp("eve@example.com", "organisers");
    await signUp("dan@example.com");
    const { access } = await signIn("eve@example.com");
    assert.deepEqual(await ask("GET /me", access), {
      status: 200,
      body: { subject: organiser, groups: ["organisers"] },
    });
    assert.deepEqual(await ask("GET /organisers", access), { status: 200, body: { organisers: 1 } });
    assert.equal(await statusOf("GET /organisers", (await signIn("dan@example.com")).access), 403);
  });

  it("keeps the session of a page in a cookie, until it is taken back", async () => {
    await signUp("page@example.com");
    const { AuthenticationResult: { RefreshToken: refreshToken = "" } = {} } = await client.send(
      new cognito.InitiateAuthCommand({
        ClientId: output("webId"),
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "page@example.com", PASSWORD },
      }),
    );
    const page = { Origin: "https://shop.example.com", "X-Requested-By": "web" };
    const send = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) =>
      fetch(`${output("webUrl")}${path}`, { method, headers: { ...page, ...headers }, ...(body && { body }) });
    const kept = await send(
      "POST",
      "/session",
      { "content-type": "application/json" },
      JSON.stringify({ refreshToken }),
    );
    assert.equal(kept.status, 204, await kept.text());
    const set = kept.headers.get("set-cookie") ?? "";
    assert.equal(set, `__Host-session=${refreshToken}; Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Strict`);
    const cookie = set.split(";")[0] ?? "";
    const renewed = await send("POST", "/session/refresh", { cookie });
    assert.deepEqual([renewed.status, renewed.headers.get("cache-control")], [200, "no-store"]);
    const { accessToken, expiresIn } = (await renewed.json()) as { accessToken: string; expiresIn: number };
    const { client_id } = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString());
    assert.deepEqual([client_id, expiresIn], [output("webId"), 900]);
    assert.equal((await send("POST", "/session/refresh", { cookie, Origin: "https://evil.example" })).status, 403);
    assert.equal((await send("DELETE", "/session", { cookie, Origin: "https://evil.example" })).status, 403);
    assert.equal((await send("DELETE", "/session", { cookie })).status, 204);
    const over = await send("POST", "/session/refresh", { cookie });
    assert.deepEqual([over.status, over.headers.get("set-cookie")?.split(";")[0]], [401, "__Host-session="]);
  });

  it("lets nobody in whose token was changed", async () => {
    await signUp("mallory@example.com");
    const { access } = await signIn("mallory@example.com");
    const [head = "", payload = "", signature = ""] = access.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const promoted = part({ ...claims, "cognito:groups": ["organisers"] });
    assert.equal(await statusOf("GET /organisers", `${head}.${promoted}.${signature}`), 401);
    assert.equal(await statusOf("GET /organisers", `${part({ alg: "none" })}.${promoted}.`), 401);
  });
});
