import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { callerVariable, readRule, type TokenRule, type UserRule } from "../contracts/caller";
import { Problem, problem } from "./problem";

/** Who called, by a token that the gateway has verified. */
export interface Caller {
  /** `sub`: stays the same for the life of a user, and belongs to nobody else. Of a machine, the id of its client. */
  readonly subject: string;
  /**
   * What the user signs in with, or the opaque name that Cognito gave. `undefined` of a machine (client credentials), and by
   * tokens of other issuers.
   */
  readonly username: string | undefined;
  readonly kind: "id" | "access";
  /** The app client that the token was made for; empty where an issuer other than Cognito does not say it. */
  readonly clientId: string;
  /** Of the user pool; by tokens of other issuers the roles of the user. */
  readonly groups: readonly string[];
  /** Of an access token; an id token has none. */
  readonly scopes: readonly string[];
}

/** What the event says of a caller. */
export type CalledEvent = Pick<APIGatewayProxyEvent, "requestContext" | "stageVariables">;

/** The caller may not have this: 401 without a token that the route takes, 403 without a group that it asks for. */
export class CallerRefusedError extends Problem {
  override readonly name = "CallerRefusedError";

  constructor(status: 401 | 403, detail: string) {
    super(status, detail);
  }
}

/**
 * Who called a route with `auth: users.authorizer(…)` or a `TokenAuthorizer`, from the token that the gateway verified or had
 * verified; nothing that a client writes beside it counts.
 *
 * Holds the token against what the route says (kind of token, clients, groups, the end of its time), which the gateway
 * does not know or look at. Without a token, or without the rule of the route, nobody is let in.
 *
 * @throws {CallerRefusedError}
 */
export const callerOf = ({ requestContext, stageVariables }: CalledEvent): Caller => {
  const { httpMethod, resourcePath, authorizer } = requestContext;
  const rule = readRule(stageVariables?.[callerVariable(httpMethod, resourcePath)] ?? "");
  if (rule === undefined) throw new CallerRefusedError(401, UNTOLD);
  const caller = "skewSeconds" in rule ? byToken(authorizer, rule) : byUser(authorizer?.claims, rule);
  if (rule.groups.length > 0 && !rule.groups.some((group) => caller.groups.includes(group)))
    throw new CallerRefusedError(403, `The route is for ${rule.groups.join(", ")}`);
  return caller;
};

/**
 * Holds the caller against what the route says. `rest` does it for each request, so that the clients of a pool count also
 * where a handler asks no further who calls. Open are routes that have neither a rule nor a caller: a token of which
 * nobody says whom it has to be of lets nobody in.
 *
 * @throws {CallerRefusedError}
 */
export const checkCaller = (event: CalledEvent): void => {
  const { httpMethod, resourcePath, authorizer } = event.requestContext;
  const rule = event.stageVariables?.[callerVariable(httpMethod, resourcePath)];
  if (rule !== undefined || authorizer?.claims !== undefined) callerOf(event);
};

type CalledHandler = (event: APIGatewayProxyEvent, caller: Caller, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * A handler that is told who called; whoever may not is answered 401 or 403, as problem+json. Below `rest`, `callerOf` will
 * do.
 *
 * @example
 * export const handler = withCaller(async (event, caller) => json(200, await ticketsOf(caller.subject)));
 */
export const withCaller =
  (handler: CalledHandler) =>
  async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
    let caller: Caller;
    try {
      caller = callerOf(event);
    } catch (error) {
      if (error instanceof CallerRefusedError) return problem(error);
      throw error;
    }
    return handler(event, caller, context);
  };

const UNTOLD = "The route has no authorizer that tells who calls";

type Claims = Readonly<Record<string, unknown>>;

/** By the claims that the gateway itself has verified. */
const byUser = (claims: Claims | null | undefined, { token, clients }: UserRule): Caller => {
  const { text, optional } = reading(claims);
  const kind = text("token_use");
  if (kind !== "id" && kind !== "access") throw new CallerRefusedError(401, "The token is neither id nor access token");
  if (kind !== token) throw new CallerRefusedError(401, `The route takes the ${token} token`);
  const clientId = text(kind === "id" ? "aud" : "client_id");
  if (!clients.includes(clientId))
    throw new CallerRefusedError(401, "The token is that of a client which may not call the route");
  const groups = listOf(claims?.["cognito:groups"], ",");
  return kind === "id"
    ? { subject: text("sub"), username: text("cognito:username"), kind, clientId, groups, scopes: [] }
    : {
        subject: text("sub"),
        username: optional("username"),
        kind,
        clientId,
        groups,
        scopes: listOf(claims?.scope, " "),
      };
};

/** By what a function has verified and the gateway may have kept since, so that the token may have ended meanwhile. */
const byToken = (context: Claims | null | undefined, { skewSeconds }: TokenRule): Caller => {
  const { text, optional } = reading(context);
  const kind = text("token_use");
  if (kind !== "access") throw new CallerRefusedError(401, "The route takes the access token");
  // What is no number is over.
  if (!(Date.now() / 1000 < Number(text("exp")) + skewSeconds))
    throw new CallerRefusedError(401, "The token has ended");
  return {
    subject: text("sub"),
    username: undefined,
    kind,
    clientId: optional("client_id") ?? "",
    groups: listOf(context?.roles, ","),
    scopes: listOf(context?.scope, " "),
  };
};

const reading = (claims: Claims | null | undefined) => {
  if (typeof claims !== "object" || claims === null) throw new CallerRefusedError(401, UNTOLD);
  const text = (name: string): string => {
    const value = claims[name];
    if (typeof value === "string" && value !== "") return value;
    throw new CallerRefusedError(401, `The token has no ${name}`);
  };
  return {
    text,
    optional: (name: string) => (claims[name] === undefined || claims[name] === "" ? undefined : text(name)),
  };
};

/** API Gateway writes lists of a token as one text. */
const listOf = (claim: unknown, separator: string): string[] =>
  typeof claim === "string" ? claim.split(separator).filter(Boolean) : [];
