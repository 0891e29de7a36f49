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
  let context: SecureContext | undefined;
  const server = createServer({
    // Made when it is first needed: most programs never do.
    SNICallback: (_, done) => {
      context ??= createSecureContext(certificate(cloud));
      done(null, context);
    },
  });
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
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const certificate = ({ folder, clock, region }: Pick<Cloud, "folder" | "clock" | "region">) => {
  const names = ["", "execute-api."].map((service) => `*.${service}${region}.amazonaws.com`);
  const domains = `*.auth.${region}.amazoncognito.com`;
  return serverCertificate(folder, "https", [...names, domains], clock.now(), "public-ca");
};

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
