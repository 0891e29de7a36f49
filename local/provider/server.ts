import * as grpc from "@grpc/grpc-js";
import { SetupError } from "../setup-error";

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

/** Serves one provider on `port` of 127.0.0.1. */
export const serve = async (
  service: grpc.ServiceDefinition,
  handlers: grpc.UntypedServiceImplementation,
  port: number,
): Promise<ProviderServer> => {
  const server = new grpc.Server(NO_LIMIT);
  server.addService(service, handlers);
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, chosen) => {
      if (error) reject(new SetupError(`port ${port} is taken: ${error.message}`));
      else resolve(chosen);
    });
  });
  return {
    port: bound,
    // Operations that have begun are seen to their end; an engine that only keeps its connection open holds nothing up.
    close: () => new Promise((resolve) => server.tryShutdown(() => resolve())),
  };
};
