import assert from "node:assert/strict";
import {
  AuthenticationDetails,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
} from "amazon-cognito-identity-js";
import { totpCode } from "../../../local/services/cognito/proofs/totp";
import { type RealCloud, startRealCloud } from "./real-cloud";

/** What comes of a sign-in: a session, or what is asked next. */
type Outcome = { readonly session: CognitoUserSession } | { readonly asked: string; readonly detail?: unknown };

/** What Amplify and thousands of apps sign in with: SRP in its own arithmetic, and its own wire. */
describe("amazon-cognito-identity-js with the local cloud", function () {
  this.timeout(30_000);
  let cloud: RealCloud;
  let pool: CognitoUserPool;
  before(async () => {
    cloud = await startRealCloud();
  });
  after(() => cloud.close());

  const newPool = async (settings: object = {}, client: object = {}) => {
    const { UserPool } = await cloud.sdk.createUserPool({
      PoolName: "people",
      AutoVerifiedAttributes: ["email"],
      UsernameAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      ...settings,
    });
    const UserPoolId = UserPool?.Id ?? "";
    const { UserPoolClient } = await cloud.sdk.createUserPoolClient({
      UserPoolId,
      ClientName: "app",
      PreventUserExistenceErrors: "ENABLED",
      ...client,
    });
    pool = new CognitoUserPool({
      UserPoolId,
      ClientId: UserPoolClient?.ClientId ?? "",
      endpoint: cloud.cloud.endpoint,
    });
    return UserPoolId;
  };
  beforeEach(() => newPool());

  const user = (name: string) => new CognitoUser({ Username: name, Pool: pool });
  const called = <T>(call: (done: (error?: Error | null, result?: T) => void) => void): Promise<T> =>
    new Promise((done, fail) => call((error, result) => (error ? fail(error) : done(result as T))));
  const signUp = (name: string, password: string, attributes: Readonly<Record<string, string>> = {}) =>
    called((done) =>
      pool.signUp(
        name,
        password,
        Object.entries(attributes).map(([Name, Value]) => new CognitoUserAttribute({ Name, Value })),
        [],
        done,
      ),
    );
  const outcome = (call: (callbacks: IAuthenticationCallback) => void): Promise<Outcome> =>
    new Promise((done, fail) =>
      call({
        onSuccess: (session) => done({ session }),
        onFailure: fail,
        newPasswordRequired: (detail) => done({ asked: "new password", detail }),
        totpRequired: (asked) => done({ asked }),
        mfaSetup: (asked) => done({ asked }),
        customChallenge: (detail) => done({ asked: "custom", detail }),
      }),
    );
  const signIn = (who: CognitoUser, Username: string, Password: string) =>
    outcome((callbacks) => who.authenticateUser(new AuthenticationDetails({ Username, Password }), callbacks));
  const sessionOf = (result: Outcome): CognitoUserSession => {
    assert.ok("session" in result, JSON.stringify(result));
    return result.session;
  };
  const confirmed = async (name: string, password: string): Promise<CognitoUser> => {
    await signUp(name, password);
    await called((done) => user(name).confirmRegistration(cloud.lastCode(pool.getUserPoolId()), false, done));
    return user(name);
  };

  it("signs up, confirms with the code that was sent, and signs in by SRP under any spelling of the address", async () => {
    await signUp("Ada@Example.com", "Secret-1", { given_name: "Ada" });
    await assert.rejects(signIn(user("ada@example.com"), "ada@example.com", "Secret-1"), {
      name: "UserNotConfirmedException",
    });
    await assert.rejects(
      called((done) => user("ada@example.com").confirmRegistration("000000x", false, done)),
      { name: "CodeMismatchException" },
    );
    await called((done) => user("ada@example.com").resendConfirmationCode(done));
    await called((done) =>
      user("ada@example.com").confirmRegistration(cloud.lastCode(pool.getUserPoolId()), false, done),
    );
    const session = sessionOf(await signIn(user("ADA@example.com"), "ADA@example.com", "Secret-1"));
    assert.ok(session.isValid());
    const { email, email_verified, given_name, sub } = session.getIdToken().payload;
    assert.deepEqual([email, email_verified, given_name], ["Ada@Example.com", true, "Ada"]);
    assert.equal(session.getAccessToken().payload.sub, sub);
    assert.equal(session.getIdToken().payload["cognito:username"], sub);
  });

  it("signs in with a password of any letters, time and again", async () => {
    const who = await confirmed("ada@example.com", "Pässwörd-1⚡");
    for (let time = 0; time < 3; time++) sessionOf(await signIn(who, "ada@example.com", "Pässwörd-1⚡"));
  });

  it("tells a wrong password and an unknown user alike", async () => {
    await confirmed("ada@example.com", "Secret-1");
    for (const [name, password] of [
      ["ada@example.com", "Secret-2"],
      ["eve@example.com", "Secret-1"],
    ] as const) {
      const refused = { name: "NotAuthorizedException", message: "Incorrect username or password." };
      await assert.rejects(signIn(user(name), name, password), refused);
    }
  });

  it("keeps a session: refreshes it, reads and changes attributes, and is signed out everywhere", async () => {
    const who = await confirmed("ada@example.com", "Secret-1");
    const session = sessionOf(await signIn(who, "ada@example.com", "Secret-1"));
    const token = new CognitoRefreshToken({ RefreshToken: session.getRefreshToken().getToken() });
    const renewed = await called<CognitoUserSession>((done) => who.refreshSession(token, done));
    assert.equal(renewed.getIdToken().payload.origin_jti, session.getIdToken().payload.origin_jti);
    assert.notEqual(renewed.getIdToken().payload.jti, session.getIdToken().payload.jti);
    await called((done) => who.updateAttributes([new CognitoUserAttribute({ Name: "nickname", Value: "A" })], done));
    const attributes = (await called<CognitoUserAttribute[]>((done) => who.getUserAttributes(done))) ?? [];
    assert.equal(attributes.find((attribute) => attribute.getName() === "nickname")?.getValue(), "A");
    await called((done) =>
      who.globalSignOut({ onSuccess: (text) => done(null, text), onFailure: (error) => done(error) }),
    );
    // Asked by the SDK: this client tries again for five seconds whatever the refusal is.
    const [ClientId, REFRESH_TOKEN] = [pool.getClientId(), token.getToken()];
    await assert.rejects(
      cloud.sdk.initiateAuth({ ClientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN } }),
      { name: "NotAuthorizedException" },
    );
  });

  it("changes a password, and gets another one when it is forgotten", async () => {
    const who = await confirmed("ada@example.com", "Secret-1");
    sessionOf(await signIn(who, "ada@example.com", "Secret-1"));
    await called((done) => who.changePassword("Secret-1", "Secret-2", done));
    await assert.rejects(signIn(user("ada@example.com"), "ada@example.com", "Secret-1"));
    sessionOf(await signIn(user("ada@example.com"), "ada@example.com", "Secret-2"));
    const forgetful = user("ada@example.com");
    await called((done) =>
      forgetful.forgotPassword({ onSuccess: (data) => done(null, data), onFailure: (error) => done(error) }),
    );
    await called((done) =>
      forgetful.confirmPassword(cloud.lastCode(pool.getUserPoolId()), "Secret-3", {
        onSuccess: (text) => done(null, text),
        onFailure: (error) => done(error),
      }),
    );
    sessionOf(await signIn(user("ada@example.com"), "ada@example.com", "Secret-3"));
  });

  it("sets up one-time passwords, and is asked for one from then on", async () => {
    await newPool({ MfaConfiguration: "OFF" });
    await cloud.sdk.setUserPoolMfaConfig({
      UserPoolId: pool.getUserPoolId(),
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    const who = await confirmed("ada@example.com", "Secret-1");
    sessionOf(await signIn(who, "ada@example.com", "Secret-1"));
    const secret = await called<string>((done) =>
      who.associateSoftwareToken({
        associateSecretCode: (code) => done(null, code),
        onFailure: (error) => done(error as Error),
      }),
    );
    // A step of time before now: that of now is good once, and asked for below.
    await called((done) =>
      who.verifySoftwareToken(totpCode(secret, Date.now() - 30_000), "phone", {
        onSuccess: (session) => done(null, session),
        onFailure: done,
      }),
    );
    await called((done) => who.setUserMfaPreference(null, { PreferredMfa: true, Enabled: true }, done));
    const again = user("ada@example.com");
    assert.deepEqual(await signIn(again, "ada@example.com", "Secret-1"), { asked: "SOFTWARE_TOKEN_MFA" });
    const answer = await outcome((callbacks) =>
      again.sendMFACode(totpCode(secret, Date.now()), callbacks, "SOFTWARE_TOKEN_MFA"),
    );
    assert.ok(sessionOf(answer).isValid());
  });

  it("sets up one-time passwords at the first sign-in of a pool that wants them of everybody", async () => {
    await cloud.sdk.setUserPoolMfaConfig({
      UserPoolId: pool.getUserPoolId(),
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    const who = await confirmed("ada@example.com", "Secret-1");
    assert.deepEqual(await signIn(who, "ada@example.com", "Secret-1"), { asked: "MFA_SETUP" });
    const secret = await called<string>((done) =>
      who.associateSoftwareToken({
        associateSecretCode: (code) => done(null, code),
        onFailure: (error) => done(error as Error),
      }),
    );
    const session = await called<CognitoUserSession>((done) =>
      who.verifySoftwareToken(totpCode(secret, Date.now()), "phone", {
        onSuccess: (session) => done(null, session),
        onFailure: done,
      }),
    );
    assert.ok(session.isValid());
  });

  it("chooses a password in the place of a temporary one", async () => {
    const UserPoolId = await newPool({
      Schema: [{ Name: "given_name", Required: true, Mutable: true, AttributeDataType: "String" }],
    });
    const UserAttributes = [
      { Name: "email", Value: "ada@example.com" },
      { Name: "email_verified", Value: "true" },
      { Name: "given_name", Value: "Ada" },
    ];
    await cloud.sdk.adminCreateUser({ UserPoolId, Username: "ada@example.com", UserAttributes });
    const who = user("ada@example.com");
    const asked = await signIn(who, "ada@example.com", cloud.lastCode(pool.getUserPoolId()));
    assert.ok("asked" in asked && asked.asked === "new password", JSON.stringify(asked));
    assert.deepEqual(asked.detail, { email: "ada@example.com", email_verified: "true", given_name: "Ada" });
    const session = await outcome((callbacks) =>
      who.completeNewPasswordChallenge("Secret-1", { nickname: "A" }, callbacks),
    );
    assert.equal(sessionOf(session).getIdToken().payload.nickname, "A");
    sessionOf(await signIn(user("ada@example.com"), "ada@example.com", "Secret-1"));
  });

  it("deletes the user", async () => {
    const who = await confirmed("ada@example.com", "Secret-1");
    sessionOf(await signIn(who, "ada@example.com", "Secret-1"));
    await called((done) => who.deleteUser(done));
    await assert.rejects(signIn(user("ada@example.com"), "ada@example.com", "Secret-1"), {
      name: "NotAuthorizedException",
    });
  });
});
