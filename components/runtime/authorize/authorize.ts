import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from "aws-lambda";
import { AUTHORIZER_FAILURES, type TokenSettings } from "../../contracts/tokens";
import type { Log } from "../log";
import type { Metrics } from "../metrics";
import { callerContext } from "./caller-context";
import { callerPolicy } from "./caller-policy";
import { issuerKeys, type KeyTimes } from "./issuer-keys";
import { TokenRefusedError, verifyToken } from "./verify-token";

type Authorize = (
  event: Pick<APIGatewayTokenAuthorizerEvent, "authorizationToken" | "methodArn">,
) => Promise<APIGatewayAuthorizerResult>;

/** The one error of which API Gateway makes 401; of any other it makes 500. It keeps neither. */
class Unauthorized extends Error {
  constructor() {
    super("Unauthorized");
  }
}

/**
 * An authorizer for API Gateway, of kind token. A token that is not good is 401; where the keys of its issuer cannot be
 * read it is 500, is counted as a failure, and the next request tries again. No log line holds anything of a token.
 */
export const authorizer = (
  settings: TokenSettings,
  log: Pick<Log, "info" | "error">,
  metrics: Pick<Metrics, "count">,
  times?: Partial<KeyTimes>,
): Authorize => {
  const keysOf = new Map(settings.issuers.map((issuer) => [issuer.url, issuerKeys(issuer, times)]));
  return async ({ authorizationToken, methodArn }) => {
    try {
      const claims = await verifyToken(bearer(authorizationToken), settings, keysOf);
      const context = callerContext(claims, settings.audiences, settings.roleClaim);
      return callerPolicy(methodArn, context, settings);
    } catch (error) {
      if (error instanceof TokenRefusedError) {
        log.info("token refused", { reason: error.message });
        throw new Unauthorized();
      }
      log.error("token not verified", { reason: String(error) });
      metrics.count(AUTHORIZER_FAILURES.metric);
      throw error;
    }
  };
};

/** https://www.rfc-editor.org/rfc/rfc6750#section-2.1; the scheme in any case of letters. */
const bearer = (header: string): string => {
  const [, token] = /^bearer +(\S+)$/i.exec(header) ?? [];
  if (token === undefined) throw new TokenRefusedError("no bearer token");
  return token;
};
