import { ServiceError } from "../../wire/service-error";
import type { UserPools, UserRecord } from "./user-pools";
import { statusOf } from "./users";

/** Functions of a pool that are called, by what the API names them. */
export type TriggerName = "PreSignUp" | "PreAuthentication" | "PreTokenGeneration";

type Members = Readonly<Record<string, unknown>>;

/** A call of a function of a pool. */
interface TriggerCall {
  readonly trigger: TriggerName;
  /** `PreSignUp_SignUp`. */
  readonly source: string;
  readonly user: Pick<UserRecord, "pool" | "name">;
  /** Absent: an administrator calls. */
  readonly client?: string;
  readonly request: Members;
  readonly response: Members;
}

/** Calls the function that a pool has for something; what it answers, or `undefined` where there is none. @throws {ServiceError} */
// fidelity: docs: "Customizing user pool workflows with Lambda triggers": common parameters, errors
export const fire = async (pools: UserPools, call: TriggerCall): Promise<Members | undefined> => {
  const { trigger, source, user, client = "CLIENT_ID_NOT_APPLICABLE", request, response } = call;
  const arn = pools.require(user.pool).settings?.LambdaConfig?.[trigger];
  if (!arn) return undefined;
  const event = {
    version: "1",
    triggerSource: source,
    region: pools.cloud.region,
    userPoolId: user.pool,
    userName: user.name,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: client },
    request,
    response,
  };
  const as = { service: "cognito-idp.amazonaws.com", sourceArn: pools.arn(user.pool) };
  const { functions } = pools.cloud.directory.lambda;
  const { payload, functionError } = await functions.invoke(arn, JSON.stringify(event), { as }).catch((error) => {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError("UnexpectedLambdaException", error.message);
  });
  const answer: unknown = parsed(payload);
  if (functionError) {
    const { errorMessage = "" } = answer as { readonly errorMessage?: string }; // as Lambda writes errors
    throw new ServiceError("UserLambdaValidationException", `${trigger} failed with error ${errorMessage}.`);
  }
  const given =
    typeof answer === "object" && answer !== null ? (answer as { readonly response?: unknown }).response : undefined;
  if (typeof given === "object" && given !== null) return given as Members;
  throw new ServiceError("InvalidLambdaResponseException", "Unrecognizable lambda output");
};

const parsed = (payload: Buffer): unknown => {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
};

/** The attributes of a user as functions see them. */
export const attributesFor = (user: UserRecord) => ({
  sub: user.sub,
  "cognito:user_status": statusOf(user),
  ...user.attributes,
});
