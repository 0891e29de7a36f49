import type { ApiResponse } from "../../../wire/transport/api-request";
import { jsonAnswer, withParameters } from "./exchange";

/** What is told to a client in JSON. fidelity: docs: "The token issuer endpoint", negative responses */
export class OAuthError extends Error {
  constructor(
    readonly code: string,
    readonly description?: string,
    readonly status = 400,
  ) {
    super(code);
  }

  answer(): ApiResponse {
    const { code: error, description: error_description, status } = this;
    return jsonAnswer(status, { error, ...(error_description === undefined ? {} : { error_description }) });
  }
}

/** What the browser is sent back to the client with. */
export class CallbackError extends Error {
  constructor(
    readonly redirectUri: string,
    readonly code: string,
    readonly state: string | undefined,
    readonly description?: string,
  ) {
    super(code);
  }

  get location(): string {
    const { redirectUri, code: error, state, description: error_description } = this;
    return withParameters(redirectUri, { error_description, state, error });
  }
}

/** What is told on a page, since nothing of the request can be trusted. */
export class PageError extends Error {
  constructor(
    readonly code: string,
    readonly text: string,
    readonly status = 400,
  ) {
    super(code);
  }
}
