import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "../../../../local/data/storage";
import { Mailbox, type Message } from "../../../../local/services/cognito/mail/mailbox";
import { printable } from "../../../../local/services/cognito/mail/messages";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

describe("cognito: what a pool sends", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());

  const call = async (operation: string, input: object) =>
    (await jsonCall(cloud, "cognito-idp", `AWSCognitoIdentityProviderService.${operation}`, input)).body;
  const pool = async (settings: object = {}) => {
    const { UserPool } = await call("CreateUserPool", {
      PoolName: "people",
      AutoVerifiedAttributes: ["email"],
      ...settings,
    });
    const { UserPoolClient } = await call("CreateUserPoolClient", { UserPoolId: UserPool.Id, ClientName: "app" });
    return { UserPoolId: UserPool.Id, ClientId: UserPoolClient.ClientId };
  };
  const sent = () =>
    cloud.cloud.directory["cognito-idp"].pools.mailbox
      .all()
      .map(({ address, purpose, subject, text, code }) => [address, purpose, subject, text.replace(code, "CODE")]);

  it("are codes and temporary passwords in AWS's words", async () => {
    const { UserPoolId, ClientId } = await pool();
    const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
    await call("SignUp", { ClientId, Username: "ada", Password: "Secret-1", UserAttributes });
    await call("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      UserAttributes: [{ Name: "email", Value: "bob@example.com" }],
    });
    assert.deepEqual(sent(), [
      ["ada@example.com", "signUp", "Your verification code", "Your confirmation code is CODE"],
      [
        "bob@example.com",
        "invitation",
        "Your temporary password",
        "Your username is bob and temporary password is CODE.",
      ],
    ]);
  });

  it("are in the words of the pool, where it has some", async () => {
    const { UserPoolId, ClientId } = await pool({
      UsernameAttributes: ["email"],
      VerificationMessageTemplate: { EmailMessage: "Here: {####}, {username}", EmailSubject: "Shop: {####}" },
      AdminCreateUserConfig: {
        InviteMessageTemplate: { EmailMessage: "Come, {username}: {####}", EmailSubject: "Hi" },
      },
    });
    await call("SignUp", { ClientId, Username: "ada@example.com", Password: "Secret-1" });
    await call("AdminCreateUser", { UserPoolId, Username: "bob@example.com" });
    const [{ subject, code } = { subject: "", code: "" }] = cloud.cloud.directory["cognito-idp"].pools.mailbox.all();
    assert.equal(subject, `Shop: ${code}`);
    assert.deepEqual(
      sent().map(([, , , text]) => text),
      ["Here: CODE, ada@example.com", "Come, bob@example.com: CODE"],
    );
  });

  it("goes with the pool", async () => {
    const [gone, stays] = [await pool(), await pool({ UsernameAttributes: ["email"] })];
    for (const { ClientId } of [gone, stays]) {
      const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
      await call("SignUp", { ClientId, Username: "ada@example.com", Password: "Secret-1", UserAttributes });
    }
    assert.equal(sent().length, 2);
    await call("DeleteUserPool", { UserPoolId: gone.UserPoolId });
    assert.deepEqual(
      cloud.cloud.directory["cognito-idp"].pools.mailbox.all().map((each) => each.pool),
      [stays.UserPoolId],
    );
  });

  it("is shown without anything that a terminal would obey", () => {
    assert.equal(printable("ada\u001b[2J\r\nerror: \u202e\u2028x"), "ada\uFFFD[2J\uFFFD\uFFFDerror: \uFFFD\uFFFDx");
    assert.equal(printable("Zoë+shop@例え.jp"), "Zoë+shop@例え.jp");
  });
});

describe("cognito: a mailbox", () => {
  const message = (text: string, pool = "a"): Message => ({
    pool,
    user: "ada",
    address: "ada@example.com",
    purpose: "signUp",
    code: text,
    text,
    sent: 0,
  });
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mailbox-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps the latest 500 of each pool in order, also over a restart", async () => {
    const before = Storage.open(folder);
    const mailbox = new Mailbox(before);
    await mailbox.keep(message("other", "b"));
    for (let number = 1; number <= 510; number++) void mailbox.keep(message(String(number)));
    await before.close();
    const after = Storage.open(folder);
    const reopened = new Mailbox(after);
    await reopened.keep(message("511"));
    const kept = reopened.all().map(({ text }) => text);
    await after.close();
    assert.deepEqual(kept, [...Array.from({ length: 500 }, (_, at) => String(at + 12)), "other"]);
  });
});
