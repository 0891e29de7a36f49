import { ServiceError } from "../../../wire/service-error";
import type { LambdaConfig } from "../settings/pool-settings";
import type { UserPools, UserRecord } from "../user-pools";
import { statusOf } from "../users/users";

/** Functions of a pool, as the API names them. */
export type TriggerName = Exclude<keyof LambdaConfig, "PreTokenGenerationConfig">;

export type Members = Readonly<Record<string, unknown>>;

/** Texts by names that a call has for functions alone. */
export type Metadata = Readonly<Record<string, string>>;

/** A call of a function of a pool. */
interface TriggerCall {
  readonly trigger: TriggerName;
  /** `PreSignUp_SignUp`. */
  readonly source: string;
  readonly user: Pick<UserRecord, "pool" | "name">;
  /** Absent: an administrator calls. */
  readonly client?: string | undefined;
  readonly version?: string;
  readonly request: Members;
  readonly response: Members;
}

export const functionOf = (
  pools: UserPools,
  pool: string,
  trigger: TriggerName,
): { readonly arn: string; readonly version: string } | undefined => {
  const { [trigger]: plain, PreTokenGenerationConfig: own } = pools.require(pool).settings?.LambdaConfig ?? {};
  const versioned = trigger === "PreTokenGeneration" ? own : undefined;
  const arn = versioned?.LambdaArn ?? plain;
  return arn === undefined ? undefined : { arn, version: versioned?.LambdaVersion.charAt(1) ?? "1" };
};

/** Calls the function that a pool has for something; what it answers, or `undefined` where there is none. @throws {ServiceError} */
// fidelity: docs: "Customizing user pool workflows with Lambda triggers": common parameters, errors; observed: the texts
export const fire = async (pools: UserPools, call: TriggerCall): Promise<Members | undefined> => {
  const { trigger, source, user, client = "CLIENT_ID_NOT_APPLICABLE", version = "1", request, response } = call;
  const found = functionOf(pools, user.pool, trigger);
  if (!found) return undefined;
  const event = {
    version,
    region: pools.cloud.region,
    userPoolId: user.pool,
    userName: user.name,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: client },
    triggerSource: source,
    request,
    response,
  };
  const { payload, functionError } = await invoked(pools, found.arn, call, JSON.stringify(event));
  const answer = parsed(payload);
  if (functionError) {
    const { errorMessage = "" } = (answer ?? {}) as { readonly errorMessage?: string }; // as Lambda writes errors
    throw new ServiceError("UserLambdaValidationException", `${trigger} failed with error ${errorMessage}.`);
  }
  if (!isMembers(answer)) throw invalidAnswer("Invalid lambda function output : Invalid JSON");
  if (!isMembers(answer.response)) throw unrecognizable();
  return answer.response;
};

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const invalidAnswer = (text: string) => new ServiceError("InvalidLambdaResponseException", text);

/** Of an answer whose members are not what they have to be. */
export const unrecognizable = () => invalidAnswer("Unrecognizable lambda output");

/** fidelity: docs: "Important considerations" of Lambda triggers: five seconds, and three attempts */
const PATIENCE_MS = 5_000;
const ATTEMPTS = 3;

const invoked = async (pools: UserPools, arn: string, { trigger, user }: TriggerCall, event: string) => {
  const as = { service: "cognito-idp.amazonaws.com", sourceArn: pools.arn(user.pool) };
  const failed = (why: string) =>
    new ServiceError("UnexpectedLambdaException", `${trigger} invocation failed due to error ${why}.`);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      const result = await inTime(pools, pools.cloud.directory.lambda.functions.invoke(arn, event, { as }));
      if (result) return result;
    } catch (error) {
      throw error instanceof ServiceError ? failed(error.code) : error;
    }
  }
  throw failed("Socket timeout while invoking Lambda function");
};

/** `undefined` when it takes too long. */
const inTime = <Value>({ cloud }: UserPools, value: Promise<Value>): Promise<Value | undefined> =>
  new Promise((resolve, reject) => {
    const cancel = cloud.clock.after(PATIENCE_MS, () => resolve(undefined));
    value.then(resolve, reject).finally(cancel);
  });

const parsed = (payload: Buffer): unknown => {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
};

/** The attributes of a user as functions see them; of nobody none, where a client must not learn who is a user. */
export const attributesFor = (user: UserRecord | undefined): Metadata =>
  user ? { sub: user.sub, "cognito:user_status": statusOf(user), ...user.attributes } : {};

/** What functions hear of a call, where it says something to them. */
export const told = (metadata: Metadata | undefined) => (metadata ? { clientMetadata: metadata } : {});
