import { connect } from "node:net";
import { createSecureContext, createServer, type SecureContext, type TLSSocket } from "node:tls";
import type { Cloud } from "../../cloud/cloud";
import type { Hosts, HttpsNames } from "../../services/directory";
import { serverCertificate } from "../../tls/certificates";
import { listen } from "./listen";

export interface HttpsFront extends HttpsNames {
  close(): Promise<void>;
}

/**
 * Ends TLS for the names that AWS's endpoints and APIs have, so that code in functions which calls them by name, as
 * verifiers of tokens fetch the keys of a user pool, gets there. It listens on 127.0.0.1 alone.
 */
export const startHttpsFront = async (
  cloud: Pick<Cloud, "folder" | "clock" | "region">,
  hosts: Pick<Hosts, "register" | "unregister">,
): Promise<HttpsFront> => {
  const ports = new Map<string, number>();
  const sockets = new Set<TLSSocket>();
  let shared: SecureContext | undefined;
  const own = new Map<string, SecureContext>();
  // Made when they are first needed: most programs never do.
  const contextOf = (host: string): SecureContext => {
    if (namesOf(cloud).some((name) => host.slice(host.indexOf(".")) === name.slice(1)) || !ports.has(host)) {
      shared ??= createSecureContext(certificate(cloud));
      return shared;
    }
    // A name that somebody chose, of a site or an API.
    const known = own.get(host);
    if (known) return known;
    const { folder, clock } = cloud;
    const made = createSecureContext(serverCertificate(folder, host, [host], clock.now(), "public-ca"));
    own.set(host, made);
    return made;
  };
  const server = createServer({ SNICallback: (host, done) => done(null, contextOf(host.toLowerCase())) });
  server.on("secureConnection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    lead(socket, ports.get(String(socket.servername).toLowerCase()));
  });
  const port = await listen(server, 0);
  return {
    serve(host, httpPort) {
      ports.set(host.toLowerCase(), httpPort);
      hosts.register(host, 443, port);
    },
    withdraw(host) {
      ports.delete(host.toLowerCase());
      hosts.unregister(host, 443);
    },
    find: (host) => ports.get(host.toLowerCase()),
    namesOf: (httpPort) => [...ports].flatMap(([host, each]) => (each === httpPort ? [host] : [])),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const namesOf = ({ region }: Pick<Cloud, "region">): string[] => [
  ...["", "execute-api."].map((service) => `*.${service}${region}.amazonaws.com`),
  `*.auth.${region}.amazoncognito.com`,
  "*.cloudfront.net",
];

const certificate = (cloud: Pick<Cloud, "folder" | "clock" | "region">) =>
  serverCertificate(cloud.folder, "https", namesOf(cloud), cloud.clock.now(), "public-ca");

/** Passes what comes on to the plain port, and back. */
const lead = (socket: TLSSocket, port: number | undefined): void => {
  if (port === undefined) {
    socket.destroy();
    return;
  }
  const plain = connect(port, "127.0.0.1");
  socket.pipe(plain).pipe(socket);
  socket.on("error", () => plain.destroy());
  plain.on("error", () => socket.destroy());
  socket.once("close", () => plain.destroy());
};
