import { createServer, type Socket } from "node:net";
import * as grpc from "@grpc/grpc-js";
import { SetupError } from "../cloud/setup-error";
import { peerUser } from "../lifecycle/peer-user";
import { listen } from "../wire/transport/listen";

/** A call as its answer needs it. */
export interface Caller {
  /** Address of the connection: the engine opens one for each provider that it configures. */
  readonly peer: string;
}

/** An error that is meant for the developer and needs no stack. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Makes a gRPC handler of a function that answers or throws. */
export const unary =
  <Q, A>(answer: (request: Q, caller: Caller) => A | Promise<A>): grpc.handleUnaryCall<Q, A> =>
  (call, callback) => {
    void (async () => answer(call.request, { peer: call.getPeer() }))().then(
      (response) => callback(null, response),
      (error: unknown) =>
        callback({
          code: error instanceof Refusal ? grpc.status.INVALID_ARGUMENT : grpc.status.UNKNOWN,
          details: error instanceof Error ? error.message : String(error),
        }),
    );
  };

export interface ProviderServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Functions travel as text in their properties; 4 MB, which is gRPC's limit, are not enough. */
const NO_LIMIT = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/**
 * Serves one provider on `port` of 127.0.0.1, to the user of this process alone: who reaches it makes functions, which
 * run as that user. The engine sends a provider that it attaches to nothing of its environment, so no secret could.
 */
export const serve = async (
  service: grpc.ServiceDefinition,
  handlers: grpc.UntypedServiceImplementation,
  port: number,
): Promise<ProviderServer> => {
  const own = connectionsTo(service, handlers);
  const strangers = connectionsTo(service, refusals(service));
  const listener = createServer({ pauseOnConnect: true }, (socket) => {
    // It may be gone before it is known.
    socket.on("error", () => {});
    void peerUser(socket).then((user) => {
      const known = user !== undefined && user === process.getuid?.();
      (known ? own : strangers).take(socket);
      socket.resume();
    });
  });
  const bound = await listen(listener, port).catch((error: Error) => {
    throw new SetupError(`port ${port} is taken: ${error.message}`);
  });
  return {
    port: bound,
    async close() {
      listener.close();
      strangers.server.forceShutdown();
      // Operations that have begun are seen to their end; an engine that only keeps its connection open holds nothing up.
      await new Promise<void>((resolve) => own.server.tryShutdown(() => resolve()));
    },
  };
};

/** A gRPC server that is given its connections. */
const connectionsTo = (service: grpc.ServiceDefinition, handlers: grpc.UntypedServiceImplementation) => {
  const server = new grpc.Server(NO_LIMIT);
  server.addService(service, handlers);
  const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  return { server, take: (socket: Socket) => injector.injectConnection(socket) };
};

/** An answer to every call, since a connection that just closes explains nothing. */
const refusals = (service: grpc.ServiceDefinition): grpc.UntypedServiceImplementation => {
  const means = process.platform === "linux" ? "" : " (`lsof` has to be there to tell who calls)";
  const details = `the local cloud answers only the user who started it, uid ${process.getuid?.()}: run pulumi as that user, on this machine${means}`;
  const refuse: grpc.handleUnaryCall<unknown, unknown> = (_, callback) =>
    callback({ code: grpc.status.PERMISSION_DENIED, details });
  // A stream is nothing that anybody is answered.
  const calls = Object.keys(service).filter((name) => !service[name]?.responseStream);
  return Object.fromEntries(calls.map((name) => [name, refuse]));
};
