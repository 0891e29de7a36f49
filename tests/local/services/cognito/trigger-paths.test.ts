import assert from "node:assert/strict";
import { srpClient } from "../../../../local/services/cognito/proofs/srp";
import { claimsOf, FUNCTION, PASSWORD, type PoolWithFunctions, startPoolWithFunctions } from "./pool-with-functions";

const email = (Value: string) => ({ UserAttributes: [{ Name: "email", Value }] });

describe("cognito: the paths that call functions of a pool", () => {
  let pool: PoolWithFunctions;
  beforeEach(async () => {
    pool = await startPoolWithFunctions();
  });
  afterEach(() => pool.close());

  it("are sign-up, with its code, its confirmation and the code again", async () => {
    const ClientMetadata = { from: "app" };
    await pool.call("SignUp", { Username: "ada", Password: PASSWORD, ...email("ada@example.com"), ClientMetadata });
    const [before, message] = pool.events();
    assert.deepEqual([before?.triggerSource, message?.triggerSource], ["PreSignUp_SignUp", "CustomMessage_SignUp"]);
    assert.deepEqual(before?.request, {
      userAttributes: { email: "ada@example.com" },
      validationData: null,
      clientMetadata: ClientMetadata,
    });
    assert.deepEqual(message?.request.clientMetadata, ClientMetadata);
    assert.equal(before?.callerContext.clientId, pool.ClientId);
    await pool.call("ResendConfirmationCode", { Username: "ada" });
    assert.deepEqual(pool.sources(), ["CustomMessage_ResendCode"]);
    await pool.call("ConfirmSignUp", { Username: "ada", ConfirmationCode: pool.code("ada") });
    const [after] = pool.events();
    assert.equal(after?.triggerSource, "PostConfirmation_ConfirmSignUp");
    const { sub: _, ...attributes } = { sub: "", ...(after?.request.userAttributes as object) };
    const status = { "cognito:user_status": "CONFIRMED" };
    assert.deepEqual(attributes, { email: "ada@example.com", email_verified: "true", ...status });
  });

  it("are sign-up that the function confirms at once, and confirmation by an administrator", async () => {
    pool.answers(() => ({ autoConfirmUser: true, autoVerifyEmail: true }));
    await pool.call("SignUp", { Username: "ada", Password: PASSWORD, ...email("ada@example.com") });
    assert.deepEqual(pool.sources(), ["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"]);
    const refused = await pool.call("SignUp", { Username: "bob", Password: PASSWORD });
    assert.equal(refused.__type, "InvalidParameterException", "nothing to verify");
    pool.answers(() => undefined);
    await pool.call("SignUp", { Username: "cy", Password: PASSWORD });
    pool.sources();
    await pool.call("AdminConfirmSignUp", { Username: "cy" });
    const [event] = pool.events();
    assert.equal(event?.triggerSource, "PostConfirmation_ConfirmSignUp");
    assert.equal(event?.callerContext.clientId, "CLIENT_ID_NOT_APPLICABLE");
  });

  it("are users that an administrator makes, whom the function cannot confirm", async () => {
    pool.answers(() => ({ autoConfirmUser: true }));
    const { User } = await pool.call("AdminCreateUser", { Username: "ada", ...email("ada@example.com") });
    assert.equal(User.UserStatus, "FORCE_CHANGE_PASSWORD");
    const [before, invitation] = pool.events();
    assert.equal(before?.triggerSource, "PreSignUp_AdminCreateUser");
    assert.equal(invitation?.triggerSource, "CustomMessage_AdminCreateUser");
    assert.equal(invitation?.request.usernameParameter, "{username}");
  });

  it("are signing in, the new password and the refresh", async () => {
    await pool.call("AdminCreateUser", { Username: "ada", TemporaryPassword: "Temp-pw1$", MessageAction: "SUPPRESS" });
    pool.sources();
    const ClientMetadata = { why: "test" };
    const { Session } = await pool.signIn("ada", "Temp-pw1$", { ClientMetadata });
    const [before, ...none] = pool.events();
    assert.deepEqual([before?.triggerSource, none], ["PreAuthentication_Authentication", []]);
    assert.deepEqual(before?.request.validationData, ClientMetadata);
    const ChallengeResponses = { USERNAME: "ada", NEW_PASSWORD: PASSWORD };
    const answer = { ChallengeName: "NEW_PASSWORD_REQUIRED", Session, ChallengeResponses, ClientMetadata };
    const { AuthenticationResult } = await pool.call("RespondToAuthChallenge", answer);
    const [after, tokens] = pool.events();
    assert.equal(after?.triggerSource, "PostAuthentication_Authentication");
    assert.deepEqual([after?.request.newDeviceUsed, after?.request.clientMetadata], [false, ClientMetadata]);
    assert.equal(tokens?.triggerSource, "TokenGeneration_NewPasswordChallenge");
    const AuthParameters = { REFRESH_TOKEN: AuthenticationResult.RefreshToken };
    await pool.call("InitiateAuth", { AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters });
    assert.deepEqual(pool.sources(), ["TokenGeneration_RefreshTokens"]);
    await pool.signIn("ada");
    assert.deepEqual(pool.sources(), [
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
  });

  it("are forgotten passwords, addresses that change and their codes", async () => {
    await pool.createUser("ada");
    await pool.call("ForgotPassword", { Username: "ada" });
    assert.deepEqual(pool.sources(), ["CustomMessage_ForgotPassword"]);
    const reset = { Username: "ada", ConfirmationCode: pool.code("ada"), Password: PASSWORD };
    await pool.call("ConfirmForgotPassword", reset);
    assert.deepEqual(pool.sources(), ["PostConfirmation_ConfirmForgotPassword"]);
    const { AccessToken } = (await pool.signIn("ada")).AuthenticationResult;
    pool.sources();
    await pool.call("UpdateUserAttributes", { AccessToken, ...email("new@example.com") });
    assert.deepEqual(pool.sources(), ["CustomMessage_UpdateUserAttribute"]);
    await pool.call("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "email" });
    assert.deepEqual(pool.sources(), ["CustomMessage_VerifyUserAttribute"]);
    await pool.call("AdminResetUserPassword", { Username: "ada" });
    assert.deepEqual(pool.sources(), [], "no verified address is left");
    await pool.call("AdminUpdateUserAttributes", {
      Username: "ada",
      UserAttributes: [{ Name: "email_verified", Value: "true" }],
    });
    await pool.call("AdminResetUserPassword", { Username: "ada" });
    assert.deepEqual(pool.sources(), ["CustomMessage_ForgotPassword"]);
  });

  it("change words of messages", async () => {
    pool.answers(({ triggerSource }) =>
      triggerSource === "CustomMessage_SignUp" ? { emailSubject: "Hi", emailMessage: "Take {####}" } : undefined,
    );
    await pool.call("SignUp", { Username: "ada", Password: PASSWORD, ...email("ada@example.com") });
    const [message] = pool.pools.mailbox.all();
    assert.deepEqual([message?.subject, message?.text], ["Hi", `Take ${pool.code("ada")}`]);
  });

  it("take users over, at sign-in and where a password was forgotten, who are the pool's from then on", async () => {
    const userAttributes = { email: "old@example.com", email_verified: "true" };
    pool.answers(({ triggerSource, request }) => {
      if (!triggerSource.startsWith("UserMigration_")) return undefined;
      if (request.password === "wrong") return new Error("Bad password");
      return { userAttributes, finalUserStatus: "CONFIRMED", messageAction: "SUPPRESS" };
    });
    const refused = await pool.signIn("old", "wrong");
    assert.equal(refused.message, `Exception migrating user in app client ${pool.ClientId}`);
    assert.ok((await pool.signIn("old")).AuthenticationResult.IdToken);
    pool.sources();
    assert.ok((await pool.signIn("old")).AuthenticationResult.IdToken);
    assert.equal(pool.sources().includes("UserMigration_Authentication"), false);
    await pool.call("ForgotPassword", { Username: "older" });
    const [event] = pool.events();
    assert.equal(event?.triggerSource, "UserMigration_ForgotPassword");
    assert.equal("password" in (event?.request ?? {}), false);
    assert.equal((await pool.call("AdminGetUser", { Username: "older" })).UserStatus, "RESET_REQUIRED");
    pool.answers(() => undefined);
    assert.equal((await pool.signIn("nobody")).__type, "UserNotFoundException");
  });

  it("refuse in the words of AWS, and stop what they refuse", async () => {
    await pool.createUser("ada");
    for (const trigger of ["PreAuthentication", "PostAuthentication", "PreTokenGeneration"]) {
      const source = trigger === "PreTokenGeneration" ? "TokenGeneration" : trigger;
      pool.answers(({ triggerSource }) => (triggerSource.startsWith(`${source}_`) ? new Error("blocked") : undefined));
      const message = `${trigger} failed with error blocked.`;
      assert.deepEqual(await pool.signIn("ada"), { __type: "UserLambdaValidationException", message });
    }
    pool.answers(() => ({ claimsOverrideDetails: { claimsToAddOrOverride: { level: 3 } } }));
    const unreadable = { __type: "InvalidLambdaResponseException", message: "Unrecognizable lambda output" };
    assert.deepEqual(await pool.signIn("ada"), unreadable);
  });

  it("say what keeps a function from being called", async () => {
    await pool.createUser("ada");
    const LambdaConfig = { PreAuthentication: FUNCTION.replace("trigger", "other") };
    await pool.call("UpdateUserPool", { LambdaConfig });
    const message = "PreAuthentication invocation failed due to error ResourceNotFoundException.";
    assert.deepEqual(await pool.signIn("ada"), { __type: "UnexpectedLambdaException", message });
  });

  it("wait five seconds for a function, three times", async () => {
    await pool.createUser("ada");
    pool.answers(() => "never");
    const answer = pool.signIn("ada");
    let asked = 0;
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      while (asked < attempt) {
        await new Promise((resolve) => setImmediate(resolve));
        asked += pool.sources().length;
      }
      pool.cloud.clock.advanceBy(5_000);
    }
    const message = "PreAuthentication invocation failed due to error Socket timeout while invoking Lambda function.";
    assert.deepEqual(await answer, { __type: "UnexpectedLambdaException", message });
  });

  it("tell functions of who is no user, where the client hides users", async () => {
    const { ClientId } = await pool.createClient({ PreventUserExistenceErrors: "ENABLED" });
    await pool.signIn("nobody", PASSWORD, { ClientId });
    const before = pool.events().find(({ triggerSource }) => triggerSource.startsWith("PreAuthentication"));
    assert.deepEqual(before?.request, { userAttributes: {}, validationData: null, userNotFound: true });
  });

  it("change both tokens and their scopes in version 2", async () => {
    await pool.createUser("ada");
    const PreTokenGenerationConfig = { LambdaVersion: "V2_0", LambdaArn: FUNCTION };
    await pool.call("UpdateUserPool", { LambdaConfig: { PreTokenGenerationConfig } });
    pool.answers(() => ({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: { plan: { name: "gold" } }, claimsToSuppress: ["email"] },
        accessTokenGeneration: {
          claimsToAddOrOverride: { tenant: ["t1"], client_id: "forged", sub: "forged" },
          scopesToAdd: ["shows/read"],
          scopesToSuppress: ["aws.cognito.signin.user.admin"],
        },
        groupOverrideDetails: { groupsToOverride: ["organisers"] },
      },
    }));
    const { IdToken, AccessToken } = (await pool.signIn("ada")).AuthenticationResult;
    const [event] = pool.events();
    assert.equal(event?.version, "2");
    assert.deepEqual(event?.request.scopes, ["aws.cognito.signin.user.admin"]);
    assert.deepEqual(event?.response, { claimsAndScopeOverrideDetails: null });
    const [id, access] = [claimsOf(IdToken), claimsOf(AccessToken)];
    assert.deepEqual([id.plan, id.email, id["cognito:groups"]], [{ name: "gold" }, undefined, ["organisers"]]);
    assert.deepEqual([access.tenant, access.scope, access["cognito:groups"]], [["t1"], "shows/read", ["organisers"]]);
    assert.deepEqual([access.client_id, access.sub], [pool.ClientId, id.sub]);
  });

  it("ask challenges, of which each answer counts, until the function gives tokens or gives up", async () => {
    await pool.createUser("ada");
    pool.answers(({ triggerSource, request }) => {
      const session = request.session as { challengeResult: boolean }[];
      if (triggerSource.startsWith("Define")) {
        if (session.length === 2) return { failAuthentication: true };
        const right = session.at(-1)?.challengeResult === true;
        return right ? { issueTokens: true } : { challengeName: "CUSTOM_CHALLENGE", issueTokens: false };
      }
      if (triggerSource.startsWith("Create")) {
        return {
          publicChallengeParameters: { hint: `round ${session.length}` },
          privateChallengeParameters: { answer: "blue" },
        };
      }
      const { answer } = (request.privateChallengeParameters ?? {}) as { answer?: string };
      return triggerSource.startsWith("Verify") ? { answerCorrect: request.challengeAnswer === answer } : undefined;
    });
    const begin = () => pool.call("InitiateAuth", { AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "ada" } });
    const reply = (Session: string, ANSWER: string) =>
      pool.call("RespondToAuthChallenge", {
        ChallengeName: "CUSTOM_CHALLENGE",
        Session,
        ChallengeResponses: { USERNAME: "ada", ANSWER },
      });
    const first = await begin();
    assert.deepEqual(first.ChallengeParameters, { USERNAME: "ada", hint: "round 0" });
    const second = await reply(first.Session, "red");
    assert.equal(second.ChallengeParameters.hint, "round 1");
    assert.equal((await reply(first.Session, "blue")).__type, "NotAuthorizedException", "a session is good once");
    assert.ok((await reply(second.Session, "blue")).AuthenticationResult === undefined, "two answers are too many");
    const again = await begin();
    assert.ok((await reply(again.Session, "blue")).AuthenticationResult.AccessToken);
  });

  it("let a password go before their challenges", async () => {
    await pool.createUser("ada");
    pool.answers(({ triggerSource, request }) => {
      const session = request.session as { challengeName: string; challengeResult: boolean }[];
      if (!triggerSource.startsWith("Define")) return undefined;
      const last = session.at(-1);
      if (last?.challengeName === "SRP_A") return { challengeName: "PASSWORD_VERIFIER", issueTokens: false };
      return last?.challengeResult ? { issueTokens: true } : { failAuthentication: true };
    });
    const signIn = async (password: string) => {
      const client = srpClient();
      const AuthParameters = { USERNAME: "ada", CHALLENGE_NAME: "SRP_A", SRP_A: client.A };
      const { ChallengeName, ChallengeParameters: asked } = await pool.call("InitiateAuth", {
        AuthFlow: "CUSTOM_AUTH",
        AuthParameters,
      });
      assert.equal(ChallengeName, "PASSWORD_VERIFIER");
      const timestamp = "Mon Nov 30 10:00:00 UTC 2026";
      const proof = { salt: asked.SALT, B: asked.SRP_B, block: asked.SECRET_BLOCK, timestamp };
      return pool.call("RespondToAuthChallenge", {
        ChallengeName,
        ChallengeResponses: {
          USERNAME: asked.USERNAME,
          PASSWORD_CLAIM_SECRET_BLOCK: asked.SECRET_BLOCK,
          PASSWORD_CLAIM_SIGNATURE: client.sign({ pool: pool.UserPoolId, name: "ada" }, password, proof),
          TIMESTAMP: timestamp,
        },
      });
    };
    assert.ok((await signIn(PASSWORD)).AuthenticationResult.IdToken);
    assert.equal((await signIn("Wrong-1$")).message, "Incorrect username or password.");
  });

  it("are no others: a function that is not called is refused", async () => {
    const sender = { LambdaVersion: "V1_0", LambdaArn: FUNCTION };
    const { __type } = await pool.call("UpdateUserPool", { LambdaConfig: { CustomEmailSender: sender } });
    assert.match(__type, /NotEmulatedByLocalCloud/);
    const check = pool.cloud.resource("aws:cognito/userPool:UserPool").check?.({
      name: "people",
      lambdaConfig: { customEmailSender: { lambdaVersion: "V1_0", lambdaArn: FUNCTION }, kmsKeyId: "k" },
    });
    assert.deepEqual(
      check?.map(({ property }) => property),
      ["lambdaConfig.customEmailSender", "lambdaConfig.kmsKeyId"],
    );
  });
});
