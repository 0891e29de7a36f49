import { lastCode } from "../../../../local/services/cognito/mail/codes";
import type { FunctionInvoker } from "../../../../local/services/lambda/invoker";
import type { Service } from "../../../../local/services/service";
import { ServiceError } from "../../../../local/wire/service-error";
import { startTestCloud } from "../../cloud/test-cloud";

export interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly clientId: string };
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** What a function does with an event: members of its response, or an error that it throws. */
export type Answer = (event: TriggerEvent) => object | Error | "never" | undefined;

export const FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:trigger";
export const PASSWORD = "P2$Sword-x";

const TRIGGERS = [
  "PreSignUp",
  "CustomMessage",
  "PostConfirmation",
  "PreAuthentication",
  "PostAuthentication",
  "DefineAuthChallenge",
  "CreateAuthChallenge",
  "VerifyAuthChallengeResponse",
  "PreTokenGeneration",
  "UserMigration",
];

/** Every trigger of a pool leads to one function, which the test plays itself. */
export const EVERY_TRIGGER = Object.fromEntries(TRIGGERS.map((name) => [name, FUNCTION]));

const FLOWS = ["USER_PASSWORD", "USER_SRP", "REFRESH_TOKEN", "ADMIN_USER_PASSWORD", "CUSTOM", "USER"];

/** A user pool whose function the test is, with a client. Calls go to the endpoint as an SDK's do, those of users unsigned. */
export const startPoolWithFunctions = async (settings: object = {}, clientSettings: object = {}) => {
  const events: TriggerEvent[] = [];
  let answer: Answer = () => undefined;
  const functions: FunctionInvoker = {
    invoke: async (arn, sent, { as }) => {
      if (arn !== FUNCTION) throw new ServiceError("ResourceNotFoundException", `Function not found: ${arn}`, 404);
      const event: TriggerEvent = JSON.parse(sent.toString());
      const { service, sourceArn } = as as { service: string; sourceArn: string };
      if (service !== "cognito-idp.amazonaws.com" || !sourceArn.endsWith(`userpool/${event.userPoolId}`)) {
        throw new ServiceError("AccessDeniedException", "no", 403);
      }
      events.push(event);
      const found = answer(event);
      if (found === "never") return new Promise(() => undefined);
      const executedVersion = "$LATEST";
      if (found instanceof Error) {
        const payload = Buffer.from(JSON.stringify({ errorMessage: found.message, errorType: "Error" }));
        return { payload, functionError: "Unhandled", executedVersion };
      }
      const response = { ...event.response, ...found };
      return { payload: Buffer.from(JSON.stringify({ ...event, response })), executedVersion };
    },
  };
  const lambda: Service & { functions: FunctionInvoker } = { name: "lambda", resources: [], functions };
  const cloud = await startTestCloud({ services: { lambda: () => lambda } });
  const call = async (operation: string, input: object) => {
    const service = cloud.cloud.directory["cognito-idp"];
    const target = `AWSCognitoIdentityProviderService.${operation}`;
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    const principal = cloud.access.find(cloud.access.administrator.accessKeyId)?.principal;
    const body = Buffer.from(JSON.stringify(input));
    const request = { method: "POST", url: "/", headers, body, requestId: "r", principal };
    const response = await service.handle?.(request as never); // as the endpoint hands it in
    return JSON.parse(String(response?.body || "{}"));
  };
  const { UserPool } = await call("CreateUserPool", {
    PoolName: "people",
    AutoVerifiedAttributes: ["email"],
    LambdaConfig: EVERY_TRIGGER,
    ...settings,
  });
  const UserPoolId: string = UserPool.Id;
  const createClient = async (more: object = {}) => {
    const ExplicitAuthFlows = FLOWS.map((name) => `ALLOW_${name}_AUTH`);
    const input = { UserPoolId, ClientName: "web", ExplicitAuthFlows, ...more };
    return (await call("CreateUserPoolClient", input)).UserPoolClient;
  };
  const { ClientId } = await createClient(clientSettings);
  const { pools } = cloud.cloud.directory["cognito-idp"];
  return {
    cloud,
    pools,
    UserPoolId,
    ClientId,
    createClient,
    /** A call with the pool and the client. */
    call: (operation: string, input: object = {}) =>
      call(operation, {
        ...(TAKES_CLIENT.test(operation) ? { ClientId } : {}),
        ...(TAKES_POOL.test(operation) ? { UserPoolId } : {}),
        ...input,
      }),
    signIn: (Username: string, Password = PASSWORD, more: object = {}) =>
      call("InitiateAuth", {
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: Username, PASSWORD: Password },
        ...more,
      }),
    /** A user who may sign in, with a verified address. */
    createUser: async (Username: string, attributes: Readonly<Record<string, string>> = {}) => {
      const all = { email: `${Username}@example.com`, email_verified: "true", ...attributes };
      const UserAttributes = Object.entries(all).map(([Name, Value]) => ({ Name, Value }));
      await call("AdminCreateUser", { UserPoolId, Username, MessageAction: "SUPPRESS", UserAttributes });
      await call("AdminSetUserPassword", { UserPoolId, Username, Password: PASSWORD, Permanent: true });
      events.length = 0;
    },
    code: (Username: string) => lastCode(pools, UserPoolId, Username),
    answers(next: Answer) {
      answer = next;
    },
    /** What the function was called for since this was last asked. */
    sources: () => events.splice(0).map(({ triggerSource }) => triggerSource),
    /** The events since then. */
    events: () => events.splice(0),
    close: () => cloud.close(),
  };
};

const TAKES_CLIENT =
  /^(SignUp|ConfirmSignUp|ResendConfirmationCode|ForgotPassword|ConfirmForgotPassword|(Admin)?InitiateAuth|(Admin)?RespondToAuthChallenge|RevokeToken|GetTokensFromRefreshToken)$/;
const TAKES_POOL =
  /^(Admin|List(Users|Groups)|(Create|Get|Update|Delete)Group|(Describe|Update|Delete)UserPool|AddCustom|SetUserPool)/;

export type PoolWithFunctions = Awaited<ReturnType<typeof startPoolWithFunctions>>;

export const claimsOf = (token: unknown) =>
  JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString());
