import type { Clock } from "../../../cloud/clock";
import { isObject } from "../../../languages/json/json-object";
import type { Exchange } from "../exchange/exchange";
import { AnswerStream } from "../http/answer-stream";
import { HeaderList } from "../http/header-list";
import type { GatewayAnswer } from "../http/message";
import { remapLambdaProxy } from "../mapping/remapped-headers";
import type { IntegrationPlan } from "../plan/integration-plan";
import { callFunction } from "./function-call";
import { functionFailure, invocationFailure, malformed } from "./function-failure";
import { proxyEvent } from "./lambda-event";
import { type LambdaResult, lambdaResult } from "./lambda-result";

/** `aws_proxy` with the response transfer mode STREAM: what the function writes goes to the client while it writes. */
// fidelity: docs: response-transfer-mode-lambda: JSON with status and headers, eight zero bytes within the first 16 KB,
// and the body as it is; guess: 502 for a function that does otherwise, and a connection that breaks off where one fails
// once its head is out
export const streamLambdaProxy = (
  exchange: Exchange,
  integration: IntegrationPlan,
  arn: string,
): Promise<GatewayAnswer> =>
  new Promise((resolve, reject) => {
    const { clock } = exchange.environment;
    const startedAt = clock.now();
    const stream = new AnswerStream();
    const idle = idleTimer(clock, stream);
    const head = new StreamHead();
    const take = async (piece: Buffer): Promise<void> => {
      idle.restart();
      const body = head.isRead ? piece : head.read(piece);
      if (head.problem) reject(malformed(arn, head.problem));
      if (body === undefined || stream.destroyed) return;
      if (body !== piece && head.result) {
        exchange.integration = { status: 200, latency: clock.now() - startedAt };
        resolve(answerOf(head.result, stream));
      }
      if (body.length > 0) await stream.offer(body);
      await slowed(clock, stream.bytes, body.length);
    };
    callFunction(exchange, integration, arn, JSON.stringify(proxyEvent(exchange)), { take })
      .then(
        (result) => {
          if (result.functionError !== undefined) throw functionFailure(result);
          if (!head.isRead) throw malformed(arn, "it ended before the eight zero bytes behind its head");
          stream.end();
        },
        (error) => {
          throw invocationFailure(error, arn);
        },
      )
      .catch((failure: Error) => {
        if (head.isRead) exchange.environment.executionLog(`${exchange.ids.requestId}: ${failure.message}`);
        stream.destroy(failure);
        reject(failure);
      })
      .finally(idle.stop);
  });

const answerOf = (result: LambdaResult, stream: AnswerStream): GatewayAnswer => {
  const headers = new HeaderList(result.headers);
  remapLambdaProxy(headers);
  headers.setDefault("Content-Type", "application/json");
  return { status: result.statusCode, headers, body: Buffer.alloc(0), stream };
};

const DELIMITER = Buffer.alloc(8);
const MAX_HEAD_BYTES = 16 * 1024;

/** What a function writes before its body. */
class StreamHead {
  result: LambdaResult | undefined;
  problem: string | undefined;
  isRead = false;
  private seen: Buffer = Buffer.alloc(0);

  /** The beginning of the body, once the head is whole. */
  read(piece: Buffer): Buffer | undefined {
    if (this.problem) return undefined;
    this.seen = Buffer.concat([this.seen, piece]);
    const end = this.seen.subarray(0, MAX_HEAD_BYTES).indexOf(DELIMITER);
    if (end < 0) {
      if (this.seen.length >= MAX_HEAD_BYTES) this.problem = "no eight zero bytes stand in its first 16 KB";
      return undefined;
    }
    const result = headResult(this.seen.subarray(0, end).toString("utf8"));
    if (typeof result === "string") this.problem = result;
    else this.result = result;
    this.isRead = this.problem === undefined;
    return this.isRead ? Buffer.from(this.seen.subarray(end + DELIMITER.length)) : undefined;
  }
}

/** As a function without a stream answers, with cookies and without a body. */
const headResult = (text: string): LambdaResult | string => {
  const { cookies = [], ...head } = parsed(text);
  if (!Array.isArray(cookies) || !cookies.every((cookie) => typeof cookie === "string")) return "cookies is no list";
  const result = lambdaResult(JSON.stringify(head));
  if (typeof result === "string" || cookies.length === 0) return result;
  return { ...result, headers: [...result.headers, ...cookies.map((cookie) => ["Set-Cookie", cookie] as const)] };
};

const parsed = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : { "": value };
  } catch {
    return { "": text };
  }
};

// fidelity: docs: response-transfer-mode: 5 minutes at regional and private endpoints, 30 seconds at edge-optimized ones,
// which are not told apart here
const IDLE_MS = 300_000;

const idleTimer = (clock: Clock, stream: AnswerStream) => {
  let cancel = (): void => {};
  const restart = (): void => {
    cancel();
    cancel = clock.after(IDLE_MS, () => stream.destroy(new Error(`nothing was written for ${IDLE_MS / 1000} seconds`)));
  };
  restart();
  return { restart, stop: () => cancel() };
};

// fidelity: docs: response-transfer-mode: 10 MB without a bound, then 2 MB a second
const UNBOUND_BYTES = 10 * 1024 * 1024;
const BYTES_PER_MS = (2 * 1024 * 1024) / 1000;

const slowed = (clock: Clock, sent: number, length: number): Promise<void> =>
  sent <= UNBOUND_BYTES ? Promise.resolve() : new Promise((resolve) => clock.after(length / BYTES_PER_MS, resolve));
