import assert from "node:assert/strict";
import { srpClient } from "../../../../local/services/cognito/proofs/srp";
import { totpCode } from "../../../../local/services/cognito/proofs/totp";
import { FewRecords, PassingRecords, Records } from "../../../../local/services/cognito/records";
import { PASSWORD, type PoolWithFunctions, startPoolWithFunctions } from "./pool-with-functions";

const LOCKED = "Password attempts exceeded";
const WRONG = "Incorrect username or password.";
const NONE = { LambdaConfig: {} };

describe("cognito: guards", () => {
  let pool: PoolWithFunctions;
  beforeEach(async () => {
    pool = await startPoolWithFunctions(NONE);
  });
  afterEach(() => pool.close());

  const srpSignIn = async (name: string, password: string, ClientId = pool.ClientId) => {
    const client = srpClient();
    const AuthParameters = { USERNAME: name, SRP_A: client.A };
    const asked = await pool.call("InitiateAuth", { ClientId, AuthFlow: "USER_SRP_AUTH", AuthParameters });
    if (!asked.ChallengeParameters) return { asked, answer: asked };
    const { SALT: salt, SRP_B: B, SECRET_BLOCK: block, USERNAME, USER_ID_FOR_SRP } = asked.ChallengeParameters;
    const timestamp = "Mon Nov 30 10:00:00 UTC 2026";
    const who = { pool: pool.UserPoolId, name: USER_ID_FOR_SRP };
    const PASSWORD_CLAIM_SIGNATURE = client.sign(who, password, { salt, B, block, timestamp });
    const answer = await pool.call("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeResponses: {
        USERNAME,
        PASSWORD_CLAIM_SECRET_BLOCK: block,
        PASSWORD_CLAIM_SIGNATURE,
        TIMESTAMP: timestamp,
      },
    });
    return { asked, answer };
  };

  it("lock a name after five wrong passwords, by whatever flow, for twice as long each time", async () => {
    await pool.createUser("ada");
    for (let at = 0; at < 3; at += 1) assert.equal((await pool.signIn("ada", "Wrong-1$")).message, WRONG);
    assert.equal((await srpSignIn("ada", "Wrong-1$")).answer.message, WRONG);
    assert.equal((await pool.signIn("ada", "Wrong-1$")).message, WRONG);
    assert.equal((await pool.signIn("ada")).message, LOCKED, "the right one as well");
    assert.equal((await srpSignIn("ada", PASSWORD)).answer.message, LOCKED);
    pool.cloud.clock.advanceBy(1_000);
    assert.equal((await pool.signIn("ada", "Wrong-1$")).message, WRONG);
    pool.cloud.clock.advanceBy(1_999);
    assert.equal((await pool.signIn("ada")).message, LOCKED);
    pool.cloud.clock.advanceBy(1);
    assert.ok((await pool.signIn("ada")).AuthenticationResult);
    assert.equal((await pool.signIn("ada", "Wrong-1$")).message, WRONG);
    assert.ok((await pool.signIn("ada")).AuthenticationResult, "a right one has forgotten the wrong ones");
  });

  it("forget wrong passwords after a quarter of an hour", async () => {
    await pool.createUser("ada");
    for (let at = 0; at < 4; at += 1) await pool.signIn("ada", "Wrong-1$");
    pool.cloud.clock.advanceBy(15 * 60_000);
    await pool.signIn("ada", "Wrong-1$");
    assert.ok((await pool.signIn("ada")).AuthenticationResult);
  });

  it("let no more guesses through that come at once", async () => {
    await pool.createUser("ada");
    const guesses = Array.from({ length: 12 }, (_, at) => pool.signIn("ada", `Wrong-${at}$`));
    const messages = (await Promise.all(guesses)).map(({ message }) => message);
    assert.deepEqual(
      messages.filter((message) => message === WRONG),
      Array(5).fill(WRONG),
    );
  });

  it("answer of nobody what they answer of a user, where the client wants it: with a lock, a salt and a name", async () => {
    const { ClientId } = await pool.createClient({ PreventUserExistenceErrors: "ENABLED" });
    for (let at = 0; at < 5; at += 1) assert.equal((await pool.signIn("eve", "x", { ClientId })).message, WRONG);
    assert.equal((await pool.signIn("eve", "x", { ClientId })).message, LOCKED);
    const first = await srpSignIn("nobody", "x", ClientId);
    const second = await srpSignIn("nobody", "x", ClientId);
    const other = await srpSignIn("nobody else", "x", ClientId);
    assert.equal(first.answer.message, WRONG);
    const salts = [first, second, other].map(({ asked }) => asked.ChallengeParameters.SALT);
    assert.equal(salts[0], salts[1]);
    assert.notEqual(salts[0], salts[2]);
    assert.notEqual(first.asked.ChallengeParameters.SRP_B, second.asked.ChallengeParameters.SRP_B);
    const opaque = await startPoolWithFunctions(
      { ...NONE, UsernameAttributes: ["email"] },
      { PreventUserExistenceErrors: "ENABLED" },
    );
    const AuthParameters = { USERNAME: "nobody@example.com", SRP_A: srpClient().A };
    const { ChallengeParameters } = await opaque.call("InitiateAuth", { AuthFlow: "USER_SRP_AUTH", AuthParameters });
    assert.match(
      ChallengeParameters.USER_ID_FOR_SRP,
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    await opaque.close();
  });

  it("let no code be guessed by asking for another one, and no message be sent without end", async () => {
    await pool.createUser("ada");
    await pool.call("ForgotPassword", { Username: "ada" });
    const confirm = (ConfirmationCode: string) =>
      pool.call("ConfirmForgotPassword", { Username: "ada", ConfirmationCode, Password: PASSWORD });
    for (let at = 0; at < 5; at += 1) assert.equal((await confirm("wrong")).__type, "CodeMismatchException");
    await pool.call("ForgotPassword", { Username: "ada" });
    assert.equal((await confirm(pool.code("ada") ?? "")).__type, "LimitExceededException");
    pool.cloud.clock.advanceBy(3_600_000);
    await pool.call("ForgotPassword", { Username: "ada" });
    assert.deepEqual(await confirm(pool.code("ada") ?? ""), {});
    const answers = [];
    for (let at = 0; at < 25; at += 1) answers.push(await pool.call("ForgotPassword", { Username: "ada" }));
    assert.equal(answers.filter(({ __type }) => __type === "LimitExceededException").length, 6);
  });

  it("count under one name what the pool takes for one, whether there is such a user or not", async () => {
    const folding = await startPoolWithFunctions(
      { ...NONE, UsernameConfiguration: { CaseSensitive: false } },
      { PreventUserExistenceErrors: "ENABLED" },
    );
    await folding.createUser("ada");
    for (const name of ["ada", "eve"]) {
      const spellings = [name, name.toUpperCase()];
      const spelt = (at: number) => spellings[at % 2] ?? "";
      const guesses = await Promise.all(Array.from({ length: 8 }, (_, at) => folding.signIn(spelt(at), "Wrong-1$")));
      const messages = guesses.map(({ message }) => message).sort();
      assert.deepEqual(messages, [...Array(5).fill(WRONG), ...Array(3).fill(LOCKED)], name);
      const sent = await Promise.all(
        Array.from({ length: 22 }, (_, at) => folding.call("ForgotPassword", { Username: spelt(at) })),
      );
      assert.equal(sent.filter(({ __type }) => __type === "LimitExceededException").length, 2, name);
    }
    await folding.close();
  });

  it("let nobody who has an access token guess the password behind the limit", async () => {
    await pool.createUser("ada");
    const { AccessToken } = (await pool.signIn("ada")).AuthenticationResult;
    const change = (PreviousPassword: string) =>
      pool.call("ChangePassword", { AccessToken, PreviousPassword, ProposedPassword: "An0ther-$" });
    for (let at = 0; at < 5; at += 1) assert.equal((await change("Wrong-1$")).message, WRONG);
    assert.equal((await change(PASSWORD)).__type, "LimitExceededException");
    pool.cloud.clock.advanceBy(3_600_000 - 1);
    assert.notDeepEqual(await change(PASSWORD), {});
  });

  it("say which passwords a user had to whoever has the code, who may then try another one", async () => {
    const remembering = await startPoolWithFunctions({
      ...NONE,
      Policies: { PasswordPolicy: { PasswordHistorySize: 2 } },
    });
    await remembering.createUser("ada");
    await remembering.call("ForgotPassword", { Username: "ada" });
    const confirm = (ConfirmationCode: string, Password: string) =>
      remembering.call("ConfirmForgotPassword", { Username: "ada", ConfirmationCode, Password });
    assert.equal((await confirm("wrong", PASSWORD)).__type, "CodeMismatchException");
    const code = remembering.code("ada") ?? "";
    assert.equal((await confirm(code, PASSWORD)).__type, "PasswordHistoryPolicyViolationException");
    assert.deepEqual(await confirm(code, "An0ther-$"), {});
    assert.equal((await confirm(code, "Third-1$")).__type, "ExpiredCodeException");
    await remembering.close();
  });

  it("answer a forgotten password of nobody as of a user, where the client wants it", async () => {
    const { ClientId } = await pool.createClient({ PreventUserExistenceErrors: "ENABLED" });
    await pool.createUser("ada");
    await pool.createUser("disabled");
    await pool.call("AdminDisableUser", { Username: "disabled" });
    await pool.call("AdminUpdateUserAttributes", {
      Username: "ada",
      UserAttributes: [{ Name: "email_verified", Value: "false" }],
    });
    for (const Username of ["nobody", "disabled", "ada"]) {
      const { CodeDeliveryDetails } = await pool.call("ForgotPassword", { ClientId, Username });
      assert.equal(CodeDeliveryDetails?.Destination, `${Username[0]}***@e***`, Username);
    }
    for (const Username of ["nobody", "disabled"]) {
      const confirm = (Password: string) =>
        pool.call("ConfirmForgotPassword", { ClientId, Username, ConfirmationCode: "123456", Password });
      assert.equal((await confirm(PASSWORD)).__type, "CodeMismatchException", Username);
      assert.equal((await confirm("weak")).__type, "InvalidPasswordException", Username);
    }
    assert.equal((await pool.call("ForgotPassword", { Username: "disabled" })).message, "User is disabled.");
  });

  it("lock one-time passwords after five wrong ones, in however many sessions they come", async () => {
    await pool.call("SetUserPoolMfaConfig", {
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    await pool.createUser("ada");
    const { AccessToken } = (await pool.signIn("ada")).AuthenticationResult;
    const codeOf = (secret: string) => totpCode(secret, pool.cloud.clock.now());
    const { SecretCode } = await pool.call("AssociateSoftwareToken", { AccessToken });
    await pool.call("VerifySoftwareToken", { AccessToken, UserCode: codeOf(SecretCode) });
    await pool.call("SetUserMFAPreference", { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } });
    const answer = async (code: () => string) => {
      const { ChallengeName, Session } = await pool.signIn("ada");
      const ChallengeResponses = { USERNAME: "ada", SOFTWARE_TOKEN_MFA_CODE: code() };
      return pool.call("RespondToAuthChallenge", { ChallengeName, Session, ChallengeResponses });
    };
    pool.cloud.clock.advanceBy(60_000);
    const wrong = () => (codeOf(SecretCode) === "000000" ? "000001" : "000000");
    const guesses = await Promise.all(Array.from({ length: 8 }, () => answer(wrong)));
    assert.equal(guesses.filter(({ __type }) => __type === "CodeMismatchException").length, 5);
    assert.equal((await answer(() => codeOf(SecretCode))).message, LOCKED);
    pool.cloud.clock.advanceBy(1_000);
    // A new secret that is not verified takes nothing away.
    const next = await pool.call("AssociateSoftwareToken", { AccessToken });
    assert.ok((await answer(() => codeOf(SecretCode))).AuthenticationResult);
    await pool.call("VerifySoftwareToken", { AccessToken, UserCode: codeOf(next.SecretCode) });
    pool.cloud.clock.advanceBy(60_000);
    assert.equal((await answer(() => codeOf(SecretCode))).__type, "CodeMismatchException");
    assert.ok((await answer(() => codeOf(next.SecretCode))).AuthenticationResult);
  });

  it("take a token to the letter", async () => {
    await pool.createUser("ada");
    const { AccessToken } = (await pool.signIn("ada")).AuthenticationResult;
    for (const changed of [`${AccessToken}.x`, `${AccessToken}=`, AccessToken.replace(".", "=.")]) {
      assert.equal((await pool.call("GetUser", { AccessToken: changed })).message, "Invalid Access Token");
    }
  });

  it("give one name, and one address, to one user of many who come at once", async () => {
    const sign = (Username: string) => pool.call("SignUp", { Username, Password: PASSWORD });
    const names = await Promise.all(Array.from({ length: 6 }, () => sign("ada")));
    assert.deepEqual(names.map(({ UserSub, __type }) => (UserSub ? "in" : __type)).sort(), [
      ...Array(5).fill("UsernameExistsException"),
      "in",
    ]);
    const mail = await startPoolWithFunctions({
      UsernameAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
    });
    const letters = ["a@b.test", "A@b.test", "a@B.test", "a@b.TEST"];
    const all = await Promise.all(letters.map((Username) => mail.call("SignUp", { Username, Password: PASSWORD })));
    assert.equal(all.filter(({ UserSub }) => UserSub).length, 1);
    assert.equal(all.find(({ message }) => message)?.message, "An account with the given email already exists.");
    await mail.close();
  });

  it("let two changes of a user at once both count, and a code and a session once", async () => {
    await pool.createUser("ada");
    const groups = ["a", "b", "c", "d"];
    await Promise.all(groups.map((GroupName) => pool.call("CreateGroup", { GroupName })));
    await Promise.all(groups.map((GroupName) => pool.call("AdminAddUserToGroup", { Username: "ada", GroupName })));
    const { Groups } = await pool.call("AdminListGroupsForUser", { Username: "ada" });
    assert.equal(Groups.length, 4);
    await pool.call("ForgotPassword", { Username: "ada" });
    const reset = { Username: "ada", ConfirmationCode: pool.code("ada"), Password: PASSWORD };
    const resets = await Promise.all([1, 2].map(() => pool.call("ConfirmForgotPassword", reset)));
    assert.deepEqual(resets.map(({ __type }) => __type).sort(), ["ExpiredCodeException", undefined]);
    await pool.call("AdminSetUserPassword", { Username: "ada", Password: "Temp-pw1$" });
    const { Session } = await pool.signIn("ada", "Temp-pw1$");
    const answer = {
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: { USERNAME: "ada", NEW_PASSWORD: PASSWORD },
    };
    const both = await Promise.all([1, 2].map(() => pool.call("RespondToAuthChallenge", answer)));
    assert.equal(both.filter(({ AuthenticationResult }) => AuthenticationResult).length, 1);
  });

  it("end all that a user has at a sign-out, and nothing of another one", async () => {
    await pool.createUser("ada");
    await pool.createUser("bob");
    const [ada, bob] = [await pool.signIn("ada"), await pool.signIn("bob")].map((each) => each.AuthenticationResult);
    const refresh = (REFRESH_TOKEN: string) =>
      pool.call("InitiateAuth", { AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN } });
    await pool.call("AdminUserGlobalSignOut", { Username: "ada" });
    assert.equal((await refresh(ada.RefreshToken)).message, "Refresh Token has been revoked");
    const { AccessToken } = ada;
    assert.equal((await pool.call("GetUser", { AccessToken })).message, "Access Token has been revoked");
    assert.equal((await pool.call("GetUser", { AccessToken: bob.AccessToken })).Username, "bob");
    assert.ok((await refresh(bob.RefreshToken)).AuthenticationResult);
    await pool.call("AdminDeleteUser", { Username: "bob" });
    await pool.createUser("bob");
    assert.equal((await refresh(bob.RefreshToken)).message, "Refresh Token has been revoked", "another bob");
  });

  it("keep no address in two hands, unless it is forced", async () => {
    const aliases = await startPoolWithFunctions({ ...NONE, AliasAttributes: ["email"] });
    const email = { email: "one@example.com", email_verified: "true" };
    await aliases.createUser("ada", email);
    const UserAttributes = Object.entries(email).map(([Name, Value]) => ({ Name, Value }));
    const bob = { Username: "bob", UserAttributes, MessageAction: "SUPPRESS" };
    assert.equal((await aliases.call("AdminCreateUser", bob)).__type, "AliasExistsException");
    assert.equal((await aliases.call("AdminGetUser", { Username: "one@example.com" })).Username, "ada");
    assert.ok((await aliases.call("AdminCreateUser", { ...bob, ForceAliasCreation: true })).User);
    assert.equal((await aliases.call("AdminGetUser", { Username: "one@example.com" })).Username, "bob");
    const named = await aliases.call("SignUp", { Username: "x@example.com", Password: PASSWORD });
    assert.equal(named.message, "Username cannot be of email format, since user pool is configured for email alias.");
    await aliases.close();
  });
});

describe("cognito: records", () => {
  /** Writes that are kept when the test says so. */
  const slowly = <V>() => {
    const kept = new Map<string, V>();
    let writes: (() => void)[] = [];
    const write = (change: () => void) => new Promise<void>((resolve) => writes.push(() => resolve(change())));
    let reads = 0;
    return {
      collection: {
        get: (key: string) => kept.get(key),
        put: (key: string, value: V) => write(() => kept.set(key, value)),
        update: (key: string, change: (value: V) => V) =>
          write(() => {
            const value = kept.get(key);
            if (value !== undefined) kept.set(key, change(value));
          }),
        remove: (key: string) => write(() => kept.delete(key)),
        *entries(from = "") {
          for (const [key, value] of [...kept].sort(([a], [b]) => (a < b ? -1 : 1))) {
            if (key < from) continue;
            reads += 1;
            yield [key, value] as const;
          }
        },
        clear: async () => kept.clear(),
      },
      kept,
      reads: () => reads,
      commit() {
        for (const each of writes.splice(0)) each();
        writes = [];
      },
    };
  };

  it("are read as they are being written", async () => {
    const { collection, commit } = slowly<number>();
    const records = new Records(collection);
    const written = records.put("a", 1);
    assert.equal(records.get("a"), 1);
    const removed = records.remove("a");
    assert.equal(records.get("a"), undefined);
    commit();
    await Promise.all([written, removed]);
    assert.equal(records.get("a"), undefined);
  });

  it("that are few are read once, until they change", async () => {
    const { collection, commit } = slowly<number>();
    let reads = 0;
    const get = (key: string) => {
      reads += 1;
      return collection.get(key);
    };
    const records = new FewRecords({ ...collection, get });
    const done = async (...changes: readonly Promise<void>[]) => {
      commit();
      await Promise.all(changes);
      return records.get("a");
    };
    assert.equal(await done(records.put("a", 1)), 1);
    assert.deepEqual([records.get("a"), records.get("a"), reads], [1, 1, 1]);
    assert.equal(await done(records.put("a", 2)), 2);
    assert.equal(await done(records.remove("a")), undefined);
  });

  it("that are over go as others come, a few looks at a time", async () => {
    let now = 0;
    const { collection, kept, commit, reads } = slowly<{ until: number }>();
    const records = new PassingRecords(collection, () => now);
    const put = (name: string, until: number) => {
      void records.put(name, { until });
      commit();
    };
    for (let at = 0; at < 300; at += 1) put(`old-${String(at).padStart(3, "0")}`, 100);
    now = 100;
    assert.equal(records.get("old-000"), undefined, "over, though it is still kept");
    const before = reads();
    for (let at = 0; at < 200; at += 1) put(`new-${at}`, 200);
    assert.equal([...kept.keys()].filter((key) => key.startsWith("old-")).length, 0);
    assert.ok(reads() - before <= 200 * 4, "no write reads all");
  });
});
