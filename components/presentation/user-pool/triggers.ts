import type { input } from "@pulumi/aws/types";
import { ArgsError } from "../../core/args/args-error";
import { component, either, number, object } from "../../core/args/args-shape";
import { wholeNumber } from "../../core/args/whole-number";
import { LambdaFunction } from "../../logic/function/lambda-function";

/**
 * Functions that Cognito asks on the way; each has to answer within 5 seconds, or the step fails. What a function of
 * these needs of the pool itself it finds in its event (`userPoolId`), since it is made before the pool.
 */
export interface Triggers {
  /** May refuse a sign-up, or confirm it at once. */
  readonly preSignUp?: LambdaFunction;
  readonly postConfirmation?: LambdaFunction;
  /** May refuse a sign-in, before the password is looked at. */
  readonly preAuthentication?: LambdaFunction;
  readonly postAuthentication?: LambdaFunction;
  /** Changes what tokens say: of version 1 id tokens; with `{ function, version: 2 }` or 3, access tokens as well (Essentials). */
  readonly preTokenGeneration?: LambdaFunction | TokenTrigger;
  /** Writes the messages to users. */
  readonly customMessage?: LambdaFunction;
  /** Brings users over from another directory, as they sign in. */
  readonly userMigration?: LambdaFunction;
  /** The three of a sign-in of one's own, flow `"custom"`; all of them or none. */
  readonly defineAuthChallenge?: LambdaFunction;
  readonly createAuthChallenge?: LambdaFunction;
  readonly verifyAuthChallengeResponse?: LambdaFunction;
}

export interface TokenTrigger {
  readonly function: LambdaFunction;
  /** Of the event: 1 for id tokens, 2 for access tokens of users too, 3 for those of machines too. */
  readonly version: 1 | 2 | 3;
}

const aFunction = component(() => LambdaFunction, "a LambdaFunction");

export const triggersShape = object<Triggers>({
  preSignUp: aFunction.optional(),
  postConfirmation: aFunction.optional(),
  preAuthentication: aFunction.optional(),
  postAuthentication: aFunction.optional(),
  preTokenGeneration: either(
    (value) => value instanceof LambdaFunction,
    object<TokenTrigger>({ function: aFunction, version: number("1, 2 or 3") }, "a LambdaFunction"),
  ).optional(),
  customMessage: aFunction.optional(),
  userMigration: aFunction.optional(),
  defineAuthChallenge: aFunction.optional(),
  createAuthChallenge: aFunction.optional(),
  verifyAuthChallengeResponse: aFunction.optional(),
}).optional();

const CHALLENGES = ["defineAuthChallenge", "createAuthChallenge", "verifyAuthChallengeResponse"] as const;

/** How tokens are asked about; `undefined` where nobody is asked. */
export const tokenTrigger = ({ preTokenGeneration: given }: Triggers): TokenTrigger | undefined =>
  given === undefined || "version" in given ? given : { function: given, version: 1 };

/** @throws {ArgsError} for a version that is none, and for parts of a sign-in of one's own without the others. */
export const checkTriggers = (name: string, triggers: Triggers): void => {
  const version = tokenTrigger(triggers)?.version;
  if (version !== undefined) wholeNumber(name, "triggers.preTokenGeneration.version", version, 1, 3);
  const missing = CHALLENGES.filter((trigger) => triggers[trigger] === undefined);
  if (missing.length > 0 && missing.length < CHALLENGES.length)
    throw new ArgsError(
      name,
      `triggers.${missing[0]}`,
      `must be there as well: a sign-in of one's own takes ${CHALLENGES.join(", ")} together`,
    );
};

/** The functions, each once. */
export const triggerFunctions = (triggers: Triggers): LambdaFunction[] => {
  const { preTokenGeneration: _, ...others } = triggers;
  const all = [...Object.values<LambdaFunction | undefined>(others), tokenTrigger(triggers)?.function];
  return [...new Set(all)].flatMap((one) => one ?? []);
};

/** As the provider asks for it; aliases, so that a new version is asked once it is ready. */
export const lambdaConfig = (triggers: Triggers): input.cognito.UserPoolLambdaConfig => {
  const { preTokenGeneration: _, ...others } = triggers;
  const tokens = tokenTrigger(triggers);
  const arns = Object.entries<LambdaFunction | undefined>(others).flatMap(([trigger, fn]) =>
    fn === undefined ? [] : [[trigger, fn.aliasArn] as const],
  );
  return {
    ...Object.fromEntries(arns),
    ...(tokens && {
      preTokenGenerationConfig: { lambdaArn: tokens.function.aliasArn, lambdaVersion: `V${tokens.version}_0` },
    }),
  };
};
