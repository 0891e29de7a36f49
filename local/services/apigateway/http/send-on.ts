import { request as plainRequest, type RequestOptions } from "node:http";
import { request as secureRequest } from "node:https";
import type { Hosts } from "../../directory";
import { HeaderList } from "./header-list";
import type { GatewayAnswer, GatewayRequest } from "./message";

/** Of one connection alone, which are not sent on. */
const OF_CONNECTION = new Set([
  "connection",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
/** The runner of cases and the front say where a viewer is. */
const LOCAL = /^x-local-/i;

const TIMEOUT_MS = 30_000;

/** Sends a client's request on to an address; names of the local cloud are found here. A 502 where nothing answers. */
export const sendOn = async (
  hosts: Pick<Hosts, "find">,
  address: string,
  request: Pick<GatewayRequest, "method" | "headers" | "body">,
): Promise<GatewayAnswer> => {
  const url = new URL(address);
  const isSecure = url.protocol === "https:";
  const port = Number(url.port) || (isSecure ? 443 : 80);
  const local = hosts.find(url.hostname, port);
  const lines = request.headers.filter(([name]) => !OF_CONNECTION.has(name.toLowerCase()) && !LOCAL.test(name));
  const options: RequestOptions & { servername?: string; rejectUnauthorized?: boolean } = {
    host: local === undefined ? url.hostname : "127.0.0.1",
    port: local ?? port,
    method: request.method,
    path: `${url.pathname}${url.search}`,
    headers: [["Host", url.host], ...lines].flat(),
    timeout: TIMEOUT_MS,
    // A connection that is kept would keep what it leads to from stopping.
    agent: false,
    // What answers on this machine has a certificate that nobody else believes.
    ...(isSecure && { servername: url.hostname, rejectUnauthorized: local === undefined }),
  };
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 502, headers: new HeaderList(), body: Buffer.from("Bad Gateway") });
    const sent = (isSecure ? secureRequest : plainRequest)(options, (message) => {
      const chunks: Buffer[] = [];
      message.on("data", (chunk: Buffer) => chunks.push(chunk));
      message.on("error", failed);
      message.on("end", () => {
        const headers = new HeaderList();
        for (let at = 0; at + 1 < message.rawHeaders.length; at += 2) {
          const name = message.rawHeaders[at] ?? "";
          if (!OF_CONNECTION.has(name.toLowerCase()) && name.toLowerCase() !== "content-length")
            headers.add(name, message.rawHeaders[at + 1] ?? "");
        }
        resolve({ status: message.statusCode ?? 502, headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on("timeout", () => sent.destroy(new Error("the address did not answer in time")));
    sent.on("error", failed);
    sent.end(request.body);
  });
};
