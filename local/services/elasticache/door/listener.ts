import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Certificate } from "../../../tls/x509";
import { listen } from "../../../wire/transport/listen";
import { CommandReader, ProtocolError } from "../resp/frames";
import { ReplyError, written } from "../resp/reply";
import type { CacheServer } from "../server/server";
import type { Door } from "./door";
import { Session } from "./session";

interface Listening {
  readonly door: Door;
  readonly server: CacheServer;
  /** Absent: without TLS. */
  readonly certificate: Certificate | undefined;
  readonly readsOnly: boolean;
}

export interface Listener {
  /** Of 127.0.0.1. */
  readonly port: number;
  close(): Promise<void>;
}

/** How long a client may take to sign in. fidelity: guess: as a database's */
const SIGN_IN_MS = 60_000;

let connections = 0;

export const startListener = async ({ door, server, certificate, readsOnly }: Listening): Promise<Listener> => {
  const open = new Set<Socket>();
  const serve = (socket: Socket) =>
    serveClient(socket, server, (connection) => new Session(door, connection, ++connections, readsOnly));
  const listening: Server = certificate
    ? createTlsServer({ ...certificate, minVersion: "TLSv1.2" }, (socket) => {
        socket.setNoDelay(true);
        serve(socket);
      })
    : createServer({ noDelay: true }, serve);
  listening.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => open.delete(socket));
    // A client that never ends its handshake, or never says a word.
    socket.setTimeout(SIGN_IN_MS, () => socket.destroy());
    socket.once("data", () => socket.setTimeout(0));
  });
  return {
    port: await listen(listening, 0),
    close: () =>
      new Promise((resolve) => {
        listening.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
};

/** Replies in the order of the commands, each as soon as those before it are out. */
const serveClient = (
  socket: Socket,
  server: CacheServer,
  begin: (connection: ReturnType<CacheServer["open"]>) => Session,
): void => {
  const connection = server.open();
  const session = begin(connection);
  const reader = new CommandReader();
  const waiting: (readonly Buffer[])[] = [];
  let busy = false;
  const end = () => {
    connection.close();
    socket.destroy();
  };
  const write = (reply: Buffer) => {
    if (session.ended) socket.end(reply);
    else socket.write(reply);
  };
  /** A command waits for the ones before it: who has signed in decides what comes after. */
  const work = () => {
    while (!busy && !session.ended && !socket.destroyed) {
      const words = waiting.shift();
      if (!words) return;
      const reply = session.take(words);
      if (Buffer.isBuffer(reply)) write(reply);
      else {
        busy = true;
        reply.then((whole) => {
          busy = false;
          write(whole);
          work();
        }, end);
      }
    }
  };
  connection.onEnd(end);
  socket.on("data", (bytes) => {
    try {
      for (const words of reader.read(bytes)) waiting.push(words);
      work();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      socket.end(written(new ReplyError(`ERR Protocol error: ${error.message}`), 2));
    }
  });
  socket.once("close", end);
};
