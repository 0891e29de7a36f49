import { ServiceError } from "../../../../wire/service-error";
import type { ApiResponse } from "../../../../wire/transport/api-request";
import { readableAttributes } from "../../tokens/sign-in";
import { userOfToken } from "../../tokens/tokens";
import { type Exchange, jsonAnswer } from "../exchange";
import { grantedAttributes } from "../grant-claims";

/** `GET` or `POST /oauth2/userInfo`: the attributes that the token's scopes are for, each as text. */
// fidelity: docs: "The userInfo endpoint"
export const answerUserInfo = ({ pools, pool, headers, form }: Exchange): ApiResponse => {
  const [, bearer = form.get("access_token") ?? ""] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  if (bearer === "") return refusal(400, "invalid_request", "Bad OAuth2 request at UserInfo Endpoint");
  try {
    const { user, claims } = userOfToken(pools, bearer, "openid");
    const client = pools.clients.get(claims.client_id);
    if (user.pool !== pool.id || !client) return invalidToken;
    const attributes = grantedAttributes(
      { scopes: claims.scope?.split(" ") ?? [] },
      readableAttributes({ client, user }),
    );
    return jsonAnswer(200, { sub: user.sub, ...attributes, username: user.name });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return /scope/.test(error.message)
      ? refusal(401, "invalid_token", "Access token does not contain openid scope")
      : invalidToken;
  }
};

const refusal = (status: number, error: string, error_description: string): ApiResponse =>
  jsonAnswer(
    status,
    { error, error_description },
    { "www-authenticate": `error="${error}", error_description="${error_description}"` },
  );

const invalidToken = refusal(
  401,
  "invalid_token",
  "Access token is expired, disabled, or deleted, or the user has globally signed out.",
);
