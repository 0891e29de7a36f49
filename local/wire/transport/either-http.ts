import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttp2, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer, type Server, type Socket } from "node:net";

export type Incoming = IncomingMessage | Http2ServerRequest;

export type Outgoing = ServerResponse | Http2ServerResponse;

/** How a connection of HTTP/2 begins, where both sides know that it is one (RFC 9113, 3.4). */
const PREFACE = Buffer.from("PRI");

/**
 * One server for HTTP/1.1 and for HTTP/2 without TLS, which SDKs speak to Kinesis. A connection goes to whichever
 * protocol it begins with.
 */
export const eitherHttp = (
  keepAliveTimeout: number,
  answer: (incoming: Incoming, outgoing: Outgoing) => void,
): { readonly server: Server; closeAllConnections(): void } => {
  const one = createHttp({ keepAliveTimeout }, answer);
  const two = createHttp2(answer);
  // A client that breaks off ends its session alone.
  two.on("session", (session) => session.on("error", () => {}));
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    const failed = () => socket.destroy();
    socket.once("error", failed);
    socket.once("data", (beginning: Buffer) => {
      socket.off("error", failed).pause();
      socket.unshift(beginning);
      // A session of HTTP/2 reads what is there by itself.
      if (beginning.subarray(0, PREFACE.length).equals(PREFACE)) return void two.emit("connection", socket);
      one.emit("connection", socket);
      socket.resume();
    });
  });
  return {
    server,
    closeAllConnections() {
      for (const socket of open) socket.destroy();
    },
  };
};
