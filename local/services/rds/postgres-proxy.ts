import { connect, createServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import type { Log } from "../../cloud/log";
import type { Certificate } from "../../tls/x509";
import { listen } from "../../wire/transport/listen";
import { admit, type Door, type Refusal, type Visitor } from "./proxy/door";
import { askPassword, fatal, type Opening, readOpening } from "./proxy/protocol";

/** How long a client may take to sign in. fidelity: docs: authentication_timeout, 1 minute */
const SIGN_IN_MS = 60_000;

export type Startup = Extract<Opening, { kind: "startup" }>;

export interface ProxyOptions {
  /** Of the database, for the log. */
  readonly name: string;
  readonly log: Pick<Log, "warn">;
  readonly certificate: Certificate;
  /** Port of 127.0.0.1. */
  readonly port: number;
  /** Lets a visitor in with `undefined`. */
  admit(visitor: Visitor): Promise<Refusal | "gone" | undefined>;
  /** Serves who was let in. */
  serve(stream: Socket, opening: Startup): void;
  /** Hands on the request to cancel a statement. */
  cancel(stream: Duplex, packet: Buffer): void;
}

/** What `startProxy` needs to hand bytes through to a server on a unix socket. */
export const spliced = (
  door: Door,
  socket: string,
): Pick<ProxyOptions, "name" | "log" | "admit" | "serve" | "cancel"> => ({
  name: door.cluster,
  log: door.log,
  admit: (visitor) => admit(door, visitor),
  serve: (stream, { packet }) => splice(stream, packet, socket),
  cancel: (stream, packet) => splice(stream, packet, socket),
});

export interface PostgresProxy {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Stands in front of a PostgreSQL that trusts whoever reaches its socket: ends TLS, has password or IAM token checked as
 * RDS does, and from then on leaves the visitor to whoever serves.
 */
export const startProxy = async (options: ProxyOptions): Promise<PostgresProxy> => {
  const context = createSecureContext({ ...options.certificate, minVersion: "TLSv1.2" });
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    open.add(client);
    client.once("close", () => open.delete(client));
    client.on("error", () => client.destroy());
    client.setTimeout(SIGN_IN_MS, () => client.destroy());
    serve(client, context, options).catch((error: unknown) => {
      options.log.warn("rds", `${options.name}: ${error instanceof Error ? error.message : String(error)}`);
      client.destroy();
    });
  });
  return {
    port: await listen(server, options.port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of open) client.destroy();
      }),
  };
};

const serve = async (client: Socket, context: SecureContext, options: ProxyOptions): Promise<void> => {
  let stream: Socket = client;
  let opening = await readOpening(stream);
  while (opening?.kind === "gss" || opening?.kind === "tls") {
    if (opening.kind === "gss") stream.write("N");
    else stream = await secure(client, context);
    opening = await readOpening(stream);
  }
  if (!opening) return void stream.destroy();
  if (opening.kind === "cancel") return options.cancel(stream, opening.packet);
  if (!(await signIn(stream, client, opening, options))) return;
  client.setTimeout(0);
  options.serve(stream, opening);
};

const secure = async (client: Socket, context: SecureContext): Promise<TLSSocket> => {
  client.write("S");
  const secured = new TLSSocket(client, { isServer: true, secureContext: context, ALPNProtocols: ["postgresql"] });
  secured.on("error", () => client.destroy());
  return secured;
};

/** False when the visitor was refused or went away. */
const signIn = async (stream: Duplex, client: Socket, opening: Startup, { admit }: ProxyOptions): Promise<boolean> => {
  const { user = "", database = user, replication } = opening.parameters;
  const refusal = await admit({
    user,
    database,
    replication: replication !== undefined && replication !== "false",
    encrypted: stream !== client,
    address: client.remoteAddress ?? "127.0.0.1",
    password: () => askPassword(stream),
  });
  if (refusal === undefined) return true;
  if (refusal === "gone") stream.destroy();
  else stream.end(fatal(refusal.code, refusal.message));
  return false;
};

const splice = (client: Duplex, opening: Buffer, path: string): void => {
  const server = connect(path);
  server.write(opening);
  server.pipe(client);
  client.pipe(server);
  server.on("error", () => client.destroy());
  client.on("error", () => server.destroy());
  server.once("close", () => client.end());
  client.once("close", () => server.destroy());
};
