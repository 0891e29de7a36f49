import type { X509Certificate } from "node:crypto";
import type { AnswerStream } from "./answer-stream";
import type { HeaderList } from "./header-list";

/** A request as it came over the wire. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly port: number;
  /** The body was longer than the gateway reads; `body` is empty then. */
  readonly oversized?: boolean;
  /** Of a client that came by mutual TLS. */
  readonly clientCertificate?: X509Certificate | undefined;
}

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
  /** In place of `body`, where the answer is handed on while it comes. */
  readonly stream?: AnswerStream;
}
