import type { Principal } from "../../access/access";

/** An AWS API call whose signature has been verified. */
export interface ApiRequest {
  readonly principal: Principal;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly requestId: string;
  /** Aborted when the client has gone: a long poll must not hand a message to nobody. */
  readonly signal?: AbortSignal;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
