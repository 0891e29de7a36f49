import { createHash } from "node:crypto";

/**
 * What a route asks of its callers and API Gateway does not check: its Cognito authorizer lets in tokens of every client
 * of a pool, whatever the groups of the user.
 *
 * It travels in a stage variable of the API, which the gateway hands to functions (`event.stageVariables`). The
 * environment of a function cannot hold it: a function is made before the routes that lead to it, and one function may
 * serve routes of several rules. Each route has a variable of its own, so that a route without one lets nobody in.
 */
export type CallerRule = UserRule | TokenRule;

interface Grouped {
  /** Of which the user has to be in one; none: whatever the groups. */
  readonly groups: readonly string[];
}

/** For tokens of a user pool. */
export interface UserRule extends Grouped {
  readonly token: "id" | "access";
  /** Ids of the app clients. */
  readonly clients: readonly string[];
}

/** For tokens that a function has verified. The gateway keeps its answer, also beyond the end of the token. */
export interface TokenRule extends Grouped {
  /** For how long a token counts that has ended, since clocks differ. */
  readonly skewSeconds: number;
}

/** What a bundle contains whose handler holds its callers against such a rule, and no other bundle. */
export const CALLER_PREFIX = "serverlessTiersCaller_";

/**
 * Names of groups that a stage variable can hold, and that the gateway, which joins the groups of a user by commas,
 * cannot make another group's.
 */
export const GROUP_NAME = /^[A-Za-z0-9._-]{1,128}$/;

/** Of names, API Gateway takes 64 letters, digits and underscores. */
export const callerVariable = (method: string, path: string): string =>
  CALLER_PREFIX + createHash("sha256").update(`${method} ${path}`).digest("hex").slice(0, 32);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: characters of the value of a stage variable (read 2026-11) */
export const MAX_RULE_LENGTH = 512;

/**
 * `token=access&clients=1h57kf5cpq17m0eml12EXAMPLE&groups=organisers`, `skew=30&groups=`; API Gateway takes few other
 * characters.
 */
export const writeRule = (rule: CallerRule): string => {
  const asks =
    "skewSeconds" in rule ? `skew=${rule.skewSeconds}` : `token=${rule.token}&clients=${rule.clients.join(",")}`;
  return `${asks}&groups=${rule.groups.join(",")}`;
};

export const readRule = (text: string): CallerRule | undefined => {
  const [, token, clients = "", skew, list = ""] =
    /^(?:token=(id|access)&clients=([^&]+)|skew=(\d+))&groups=([^&]*)$/.exec(text) ?? [];
  const groups = list.split(",").filter(Boolean);
  if (skew !== undefined) return { skewSeconds: Number(skew), groups };
  // The pattern admits no other.
  return token === undefined ? undefined : { token: token as UserRule["token"], clients: clients.split(","), groups };
};
