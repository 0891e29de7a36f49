import assert from "node:assert/strict";
import { claimsOf, FUNCTION, PASSWORD, type PoolWithFunctions, startPoolWithFunctions } from "./pool-with-functions";

const NONE = { LambdaConfig: {} };
const CHOICE = { ...NONE, Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } };

describe("cognito: flows", () => {
  let pool: PoolWithFunctions;
  const start = async (...settings: Parameters<typeof startPoolWithFunctions>) => {
    pool = await startPoolWithFunctions(...settings);
  };
  afterEach(() => pool.close());

  it("rotate refresh tokens: the old one is good for the grace alone, and the new one as long as the old one was", async () => {
    const RefreshTokenRotation = { Feature: "ENABLED", RetryGracePeriodSeconds: 10 };
    const ExplicitAuthFlows = ["ALLOW_USER_PASSWORD_AUTH"];
    await start(NONE, { RefreshTokenRotation, ExplicitAuthFlows, RefreshTokenValidity: 1 });
    await pool.createUser("ada");
    const first = (await pool.signIn("ada")).AuthenticationResult;
    const renew = (RefreshToken: string) => pool.call("GetTokensFromRefreshToken", { RefreshToken });
    pool.cloud.clock.advanceBy(60_000);
    const second = (await renew(first.RefreshToken)).AuthenticationResult;
    assert.notEqual(second.RefreshToken, first.RefreshToken);
    const [before, after] = [claimsOf(first.AccessToken), claimsOf(second.AccessToken)];
    assert.deepEqual([after.origin_jti, after.auth_time], [before.origin_jti, before.auth_time]);
    assert.equal(after.iat - before.iat, 60);
    pool.cloud.clock.advanceBy(9_999);
    assert.ok((await renew(first.RefreshToken)).AuthenticationResult, "within the grace");
    pool.cloud.clock.advanceBy(1);
    assert.equal((await renew(first.RefreshToken)).__type, "RefreshTokenReuseException");
    const flow = { AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN: second.RefreshToken } };
    const refused = await pool.call("InitiateAuth", flow);
    assert.equal(refused.message, "REFRESH_TOKEN_AUTH flow not enabled for this client");
    pool.cloud.clock.advanceBy(86_400_000 - 70_000);
    assert.equal((await renew(second.RefreshToken)).__type, "NotAuthorizedException", "a day after the sign-in");
  });

  it("let users choose: what they have, the password at once, or a code by e-mail", async () => {
    await start(CHOICE);
    await pool.createUser("ada");
    const begin = (more: object = {}) =>
      pool.call("InitiateAuth", { AuthFlow: "USER_AUTH", AuthParameters: { USERNAME: "ada", ...more } });
    const asked = await begin();
    assert.equal(asked.ChallengeName, "SELECT_CHALLENGE");
    assert.deepEqual(asked.AvailableChallenges, ["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP"]);
    const reply = (ChallengeName: string, Session: string, more: object) =>
      pool.call("RespondToAuthChallenge", { ChallengeName, Session, ChallengeResponses: { USERNAME: "ada", ...more } });
    const chosen = await reply("SELECT_CHALLENGE", asked.Session, { ANSWER: "PASSWORD", PASSWORD });
    assert.ok(chosen.AuthenticationResult.IdToken);
    assert.ok((await begin({ PREFERRED_CHALLENGE: "PASSWORD", PASSWORD })).AuthenticationResult.IdToken);
    const otp = await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
    assert.deepEqual(otp.ChallengeParameters, {
      CODE_DELIVERY_DELIVERY_MEDIUM: "EMAIL",
      CODE_DELIVERY_DESTINATION: "a***@e***",
    });
    const { code } = pool.pools.mailbox.all().at(-1) ?? {};
    const wrong = await reply("EMAIL_OTP", otp.Session, { EMAIL_OTP_CODE: "x" });
    assert.equal(wrong.__type, "CodeMismatchException");
    assert.ok((await reply("EMAIL_OTP", otp.Session, { EMAIL_OTP_CODE: code })).AuthenticationResult.IdToken);
  });

  it("let who has no password sign up, and in with the confirmation", async () => {
    await start(CHOICE);
    const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
    const { Session: first } = await pool.call("SignUp", { Username: "ada", UserAttributes });
    const confirm = { Username: "ada", ConfirmationCode: pool.code("ada"), Session: first };
    const { Session } = await pool.call("ConfirmSignUp", confirm);
    const begin = { AuthFlow: "USER_AUTH", AuthParameters: { USERNAME: "ada" }, Session };
    assert.ok((await pool.call("InitiateAuth", begin)).AuthenticationResult.IdToken);
    assert.match((await pool.call("InitiateAuth", begin)).message, /^Invalid session for the user/);
  });

  it("give a client of older names what it names, besides the usual", async () => {
    await start(NONE, { ExplicitAuthFlows: ["USER_PASSWORD_AUTH"] });
    await pool.createUser("ada");
    const { RefreshToken: REFRESH_TOKEN } = (await pool.signIn("ada")).AuthenticationResult;
    const refresh = { AuthFlow: "REFRESH_TOKEN", AuthParameters: { REFRESH_TOKEN } };
    assert.ok((await pool.call("InitiateAuth", refresh)).AuthenticationResult.IdToken);
    const mixed = await pool.call("InitiateAuth", { AuthFlow: "ADMIN_NO_SRP_AUTH", AuthParameters: {} });
    assert.equal(mixed.message, "Initiate Auth method not supported.");
  });

  it("know a user by the sub as well, wherever a name is asked for", async () => {
    await start(NONE);
    const { User } = await pool.call("AdminCreateUser", { Username: "ann", TemporaryPassword: PASSWORD });
    const sub = User.Attributes.find(({ Name }: { Name: string }) => Name === "sub").Value;
    await pool.call("AdminSetUserPassword", { Username: sub, Password: PASSWORD, Permanent: true });
    assert.equal((await pool.call("AdminGetUser", { Username: sub })).Username, "ann");
    assert.equal(claimsOf((await pool.signIn(sub)).AuthenticationResult.AccessToken).username, "ann");
    assert.equal((await pool.call("SignUp", { Username: sub, Password: PASSWORD })).__type, "UsernameExistsException");
    await pool.call("AdminDeleteUser", { Username: sub });
    assert.equal((await pool.call("AdminGetUser", { Username: sub })).__type, "UserNotFoundException");
  });

  it("refuse a pool whose names are addresses and have addresses as aliases too", async () => {
    const both = { UsernameAttributes: ["email"], AliasAttributes: ["email"] };
    await start(NONE);
    assert.equal(
      (await pool.call("CreateUserPool", { PoolName: "both", ...both })).message,
      "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.",
    );
  });

  it("refuse what the plan of a pool has not", async () => {
    await start(NONE);
    const refused = async (settings: object) => (await pool.call("UpdateUserPool", settings)).message;
    const lite = (features: string) =>
      `The following features need to be disabled for the LITE pricing tier configured: ${features}`;
    const PreTokenGenerationConfig = { LambdaVersion: "V2_0", LambdaArn: FUNCTION };
    const later = { UserPoolTier: "LITE", LambdaConfig: { PreTokenGenerationConfig } };
    assert.equal(await refused(later), lite("Access Token Customization"));
    assert.equal(await refused({ ...CHOICE, UserPoolTier: "LITE" }), lite("Passwordless Sign-In"));
    const threats = { UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" } };
    assert.match(await refused(threats), /ESSENTIALS pricing tier configured: Threat Protection$/);
    assert.equal(await refused({ ...threats, UserPoolTier: "PLUS" }), undefined);
    const told = "user pool people: UserPoolAddOns: recorded only, not emulated";
    assert.ok(pool.cloud.warnings.includes(told));
    await pool.call("UpdateUserPool", { UserPoolTier: "LITE" });
    const client = { ClientId: pool.ClientId, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] };
    assert.equal((await pool.call("UpdateUserPoolClient", client)).message, lite("Choice-Based Sign-In"));
  });

  it("word what the model does not allow as AWS does, without showing secrets", async () => {
    await start(NONE);
    const messages = async (operation: string, input: object) => {
      const { __type, message } = await pool.call(operation, input);
      return [__type, message];
    };
    const invalid = (text: string, count = 1) => [
      "InvalidParameterException",
      `${count} validation error${count === 1 ? "" : "s"} detected: ${text}`,
    ];
    const NAME = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+";
    assert.deepEqual(
      await messages("SignUp", { Username: "", Password: "a b" }),
      invalid(
        [
          "Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1",
          `Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: ${NAME}`,
          "Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
        ].join("; "),
        3,
      ),
    );
    assert.deepEqual(
      await messages("AdminGetUser", { UserPoolId: "x", Username: "a" }),
      invalid(
        "Value 'x' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+",
      ),
    );
    const missing = "Value null at 'groupName' failed to satisfy constraint: Member must not be null";
    assert.deepEqual(await messages("GetGroup", {}), invalid(missing));
    const UserAttributes = [{ Name: "email", Value: "a@b.test" }, { Value: "x" }];
    const item = "Value null at 'userAttributes.2.member.name' failed to satisfy constraint: Member must not be null";
    assert.deepEqual(await messages("AdminUpdateUserAttributes", { Username: "a", UserAttributes }), invalid(item));
    assert.match(
      (await messages("InitiateAuth", { AuthFlow: "X" }))[1],
      /^1 validation error detected: Value 'X' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    );
    assert.match((await messages("ListUsers", { Limit: "1" }))[0], /SerializationException$/);
    assert.deepEqual(await messages("ListUsers", { Limit: null }), [undefined, undefined]);
  });

  it("hold attributes to the schema and to what a client may write and read", async () => {
    const Schema = [
      { Name: "plan", AttributeDataType: "String", StringAttributeConstraints: { MaxLength: "4" } },
      { Name: "born", AttributeDataType: "Number", Mutable: false },
    ];
    await start({ ...NONE, Schema }, { ReadAttributes: ["email"], WriteAttributes: ["email"] });
    await pool.createUser("ada", { "custom:plan": "gold", "custom:born": "1990" });
    const { AccessToken } = (await pool.signIn("ada")).AuthenticationResult;
    const update = async (Name: string, Value: string) =>
      (await pool.call("UpdateUserAttributes", { AccessToken, UserAttributes: [{ Name, Value }] })).message;
    assert.equal(await update("custom:plan", "free"), "A client attempted to write unauthorized attribute");
    const admin = async (Name: string, Value: string) => {
      const UserAttributes = [{ Name, Value }];
      return (await pool.call("AdminUpdateUserAttributes", { Username: "ada", UserAttributes })).message;
    };
    assert.equal(await admin("custom:born", "1991"), "user.custom:born: Attribute cannot be updated.");
    assert.match(await admin("custom:plan", "platinum"), /^Attributes did not conform to the schema: custom:plan: /);
    const unknown = "Attributes did not conform to the schema: Type for attribute {custom:x} could not be determined";
    assert.equal(await admin("custom:x", "1"), unknown);
    const shown = (await pool.call("GetUser", { AccessToken })).UserAttributes.map(
      ({ Name }: { Name: string }) => Name,
    );
    assert.deepEqual(shown, ["sub", "email"]);
    const gone = await pool.call("AdminDeleteUserAttributes", { Username: "ada", UserAttributeNames: ["nope"] });
    assert.equal(gone.message, "Invalid user attributes: user.nope: Attribute does not exist in the schema.\n");
  });

  it("change an address only once it is verified, where the pool says so", async () => {
    const UserAttributeUpdateSettings = { AttributesRequireVerificationBeforeUpdate: ["email"] };
    await start({ ...NONE, UserAttributeUpdateSettings });
    await pool.createUser("ada");
    const { AccessToken } = (await pool.signIn("ada")).AuthenticationResult;
    const UserAttributes = [{ Name: "email", Value: "new@example.com" }];
    await pool.call("UpdateUserAttributes", { AccessToken, UserAttributes });
    const email = async () => {
      const { UserAttributes: all } = await pool.call("AdminGetUser", { Username: "ada" });
      return all.find(({ Name }: { Name: string }) => Name === "email").Value;
    };
    assert.equal(await email(), "ada@example.com");
    assert.equal(pool.pools.mailbox.all().at(-1)?.address, "new@example.com");
    await pool.call("VerifyUserAttribute", { AccessToken, AttributeName: "email", Code: pool.code("ada") });
    assert.equal(await email(), "new@example.com");
  });

  it("take a temporary password for as long as the pool says, and another one again", async () => {
    await start(NONE);
    const user = { Username: "ada", MessageAction: "SUPPRESS", TemporaryPassword: "Temp-pw1$" };
    await pool.call("AdminCreateUser", user);
    pool.cloud.clock.advanceBy(7 * 86_400_000);
    const text = "Temporary password has expired and must be reset by an administrator.";
    assert.equal((await pool.signIn("ada", "Temp-pw1$")).message, text);
    await pool.call("AdminCreateUser", { ...user, MessageAction: "RESEND", TemporaryPassword: "Temp-pw2$" });
    assert.equal((await pool.signIn("ada", "Temp-pw2$")).ChallengeName, "NEW_PASSWORD_REQUIRED");
  });

  it("take no password again that a user had, where the pool remembers it", async () => {
    await start({ ...NONE, Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } } });
    await pool.createUser("ada");
    const set = async (Password: string) => {
      const { __type } = await pool.call("AdminSetUserPassword", { Username: "ada", Password, Permanent: true });
      return __type;
    };
    const answers = [];
    for (const password of [PASSWORD, "Second-pw", PASSWORD, "Third-pw1", PASSWORD]) answers.push(await set(password));
    const again = "PasswordHistoryPolicyViolationException";
    assert.deepEqual(answers, [again, undefined, again, undefined, undefined]);
  });

  it("find users by what is searchable, page by page", async () => {
    await start(NONE);
    for (const name of ["ann", "bea", "cy", "dan"])
      await pool.createUser(name, { given_name: name, family_name: "Li" });
    await pool.call("AdminDisableUser", { Username: "cy" });
    const names = async (Filter: string, more: object = {}) =>
      (await pool.call("ListUsers", { Filter, ...more })).Users.map(({ Username }: { Username: string }) => Username);
    assert.deepEqual(await names('family_name = "Li"', { Limit: 3 }), ["ann", "bea", "cy"]);
    assert.deepEqual(await names('given_name ^= "b"'), ["bea"]);
    assert.deepEqual(await names('status = "Disabled"'), ["cy"]);
    assert.deepEqual(await names('cognito:user_status = "confirmed"', { Limit: 1 }), ["ann"]);
    assert.deepEqual(await names('email = "dan@example.com"'), ["dan"]);
    const { PaginationToken } = await pool.call("ListUsers", { Filter: 'family_name = "Li"', Limit: 3 });
    const last = await pool.call("ListUsers", { Filter: 'family_name = "Li"', Limit: 3, PaginationToken });
    assert.deepEqual([last.Users.length, last.PaginationToken], [1, undefined]);
    assert.equal(
      (await pool.call("ListUsers", { Filter: 'locale = "x"' })).message,
      "Invalid search attribute: locale",
    );
    assert.equal((await pool.call("ListUsers", { Filter: "x" })).message, "Error while parsing filter");
    const { Users } = await pool.call("ListUsers", { AttributesToGet: ["email", "identities"], Limit: 1 });
    assert.deepEqual(Users[0].Attributes, [{ Name: "email", Value: "ann@example.com" }]);
    const none = await pool.call("ListUsers", { AttributesToGet: ["email", "custom:none"] });
    assert.equal(none.message, "One or more requested attributes do not exist.");
    assert.equal((await pool.call("DescribeUserPool")).UserPool.EstimatedNumberOfUsers, 4);
  });

  it("check what a client says together", async () => {
    await start(NONE);
    const refused = async (more: object) =>
      (await pool.call("UpdateUserPoolClient", { ClientId: pool.ClientId, ...more })).message;
    assert.equal(
      await refused({ AccessTokenValidity: 2, TokenValidityUnits: { AccessToken: "minutes" } }),
      "Invalid range for token validity.",
    );
    assert.equal(
      await refused({ WriteAttributes: ["email_verified"] }),
      "Invalid write attributes specified while updating a client",
    );
    assert.equal(
      await refused({ ReadAttributes: ["custom:no"] }),
      "Invalid read attributes specified while updating a client",
    );
    assert.match(await refused({ ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "USER_PASSWORD_AUTH"] }), /older names/);
    const RefreshTokenRotation = { Feature: "ENABLED" };
    assert.match(await refused({ ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"], RefreshTokenRotation }), /rotation/);
  });
});
