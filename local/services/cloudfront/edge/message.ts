import type { Readable } from "node:stream";
import type { HeaderList } from "../../apigateway/http/header-list";

/** A viewer's request as it came over the wire. */
export interface ViewerRequest {
  readonly method: string;
  /** As sent, without the query string. */
  readonly path: string;
  /** As sent, without the question mark; absent where there is none. */
  readonly query: string | undefined;
  readonly headers: HeaderList;
  readonly body: Buffer;
  readonly scheme: "http" | "https";
  readonly address: string;
  readonly port: number;
  /** Two letters, where the viewer's is known. */
  readonly country: string | undefined;
  /** `1.0`, `1.1`. */
  readonly httpVersion: string;
  /** As X-Amz-Cf-Id shows it. */
  readonly id: string;
}

export interface EdgeAnswer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
  /** In place of `body`: what the origin sends in chunks and nothing keeps. */
  readonly stream?: Readable;
}

/** What X-Cache says of an answer. */
export type CacheResult =
  | "Hit"
  | "Miss"
  | "RefreshHit"
  | "Error"
  | "Redirect"
  | "FunctionGeneratedResponse"
  | "FunctionExecutionError";

/** An answer on its way to the viewer. */
export interface EdgeResult {
  readonly answer: EdgeAnswer;
  readonly result: CacheResult;
  /** Seconds that a cached one has been there. */
  readonly age?: number;
}
