import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Window } from "./measure";

/** A load of equal requests over 8 connections, from a process of its own. */
export interface Load {
  readonly url: string;
  readonly seconds: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: GET. */
  readonly body?: string;
}

export const CONNECTIONS = 8;

/** @throws Error when a request fails. */
export const load = async ({ url, seconds, headers, body }: Load): Promise<Window> => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    require.resolve("autocannon/autocannon.js"),
    "--json",
    "--connections",
    String(CONNECTIONS),
    "--duration",
    String(seconds),
    ...Object.entries(headers).flatMap(([name, value]) => ["--headers", `${name}=${value}`]),
    ...(body ? ["--method", "POST", "--body", body] : []),
    url,
  ]);
  const result = JSON.parse(stdout) as {
    "2xx": number;
    non2xx: number;
    errors: number;
    duration: number;
    latency: { p99: number };
  };
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${url}: ${failed} requests failed`);
  return { requestsPerSecond: result["2xx"] / result.duration, p99: result.latency.p99 };
};
