import { createHash } from "node:crypto";

/**
 * What a route asks of its callers and API Gateway does not check: its Cognito authorizer lets in tokens of every client
 * of a pool, whatever the groups of the user.
 *
 * It travels in a stage variable of the API, which the gateway hands to functions (`event.stageVariables`). The
 * environment of a function cannot hold it: a function is made before the routes that lead to it, and one function may
 * serve routes of several rules. Each route has a variable of its own, so that a route without one lets nobody in.
 */
export interface CallerRule {
  readonly token: "id" | "access";
  /** Ids of the app clients. */
  readonly clients: readonly string[];
  /** Of which the user has to be in one; none: whatever the groups. */
  readonly groups: readonly string[];
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

/** `token=access&clients=1h57kf5cpq17m0eml12EXAMPLE&groups=organisers`; API Gateway takes few other characters. */
export const writeRule = ({ token, clients, groups }: CallerRule): string =>
  [`token=${token}`, `clients=${clients.join(",")}`, `groups=${groups.join(",")}`].join("&");

export const readRule = (text: string): CallerRule | undefined => {
  const [, token, clients = "", groups = ""] = /^token=(id|access)&clients=([^&]+)&groups=([^&]*)$/.exec(text) ?? [];
  if (token === undefined) return undefined;
  // The pattern admits no other.
  return {
    token: token as CallerRule["token"],
    clients: clients.split(","),
    groups: groups.split(",").filter(Boolean),
  };
};
