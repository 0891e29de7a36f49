import type { ServiceError } from "@grpc/grpc-js";
import * as grpc from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

export type Json = Record<string, unknown>;

const REQUESTS = {
  handshake: pb.ProviderHandshakeRequest,
  attach: PluginAttach,
  cancel: Empty,
  getPluginInfo: Empty,
  getSchema: pb.GetSchemaRequest,
  checkConfig: pb.CheckRequest,
  diffConfig: pb.DiffRequest,
  configure: pb.ConfigureRequest,
  invoke: pb.InvokeRequest,
  check: pb.CheckRequest,
  diff: pb.DiffRequest,
  create: pb.CreateRequest,
  read: pb.ReadRequest,
  update: pb.UpdateRequest,
  delete: pb.DeleteRequest,
  construct: pb.ConstructRequest,
} as const;

export type Call = keyof typeof REQUESTS;

type Message = Record<string, (value?: unknown) => unknown>;

/** The method of a generated message for a field, however the generator cased it. */
const accessor = (message: object, prefix: string, field: string, suffix = ""): string => {
  const wanted = `${prefix}${field}${suffix}`.toLowerCase();
  for (let at = message; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyNames(at).find((name) => name.toLowerCase() === wanted);
    if (found) return found;
  }
  return "";
};

const fill = (message: Message, fields: Json): Message => {
  for (const [field, value] of Object.entries(fields)) {
    const list = accessor(message, "set", field, "List");
    const map = accessor(message, "get", field, "Map");
    if (list) message[list]?.(value);
    else if (map) {
      const entries = message[map]?.() as Map<string, unknown>;
      for (const [key, entry] of Object.entries(value as Json)) entries.set(key, entry);
    } else {
      const struct = typeof value === "object" && value !== null ? Struct.fromJavaScript(value as never) : value;
      message[accessor(message, "set", field)]?.(struct);
    }
  }
  return message;
};

/** The engine's side of a provider, in plain JSON: `client.call("create", { urn, properties })`. */
export class ProviderClient {
  private readonly client: ResourceProviderClient;

  constructor(port: number) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  /** Fields as in protobuf's JSON; those that hold nothing are left out. Rejects with the details of an error. */
  async call(call: Call, fields: Json = {}): Promise<Json> {
    const request = fill(new REQUESTS[call]() as unknown as Message, fields);
    // One method for each call; their generated types have nothing in common.
    const send = this.client[call].bind(this.client) as unknown as (
      request: Message,
      done: (error: ServiceError | null, response: object) => void,
    ) => void;
    return new Promise((resolve, reject) => {
      send(request, (error, response) =>
        error ? reject(new Error(error.details)) : resolve(READERS[call]?.(response as never) ?? {}),
      );
    });
  }

  close(): void {
    this.client.close();
  }
}

const { DiffChanges } = pb.DiffResponse;
const { Kind } = pb.PropertyDiff;

const nameIn = (names: object, value: number): string | undefined =>
  Object.entries(names).find(([, number]) => number === value)?.[0];

/** As protobuf's JSON: nothing for what is empty or false. */
const filled = (fields: Json): Json =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined && value !== "" && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );

const failures = (list: readonly pb.CheckFailure[]): Json[] => list.map((failure) => failure.toObject());

const capabilities = (message: pb.ConfigureResponse): Json =>
  filled({
    acceptSecrets: message.getAcceptsecrets(),
    supportsPreview: message.getSupportspreview(),
    acceptResources: message.getAcceptresources(),
    acceptOutputs: message.getAcceptoutputs(),
    supportsAutonamingConfiguration: message.getSupportsAutonamingConfiguration(),
  });

const diff = (message: pb.DiffResponse): Json => {
  const detailed: Json = {};
  message.getDetaileddiffMap().forEach((change, path) => {
    const kind = change.getKind() === Kind.ADD ? undefined : nameIn(Kind, change.getKind());
    detailed[path] = filled({ kind, inputDiff: change.getInputdiff() });
  });
  return filled({
    replaces: message.getReplacesList(),
    deleteBeforeReplace: message.getDeletebeforereplace(),
    changes: nameIn(DiffChanges, message.getChanges()),
    diffs: message.getDiffsList(),
    hasDetailedDiff: message.getHasdetaileddiff(),
    detailedDiff: message.getHasdetaileddiff() ? detailed : undefined,
  });
};

const check = (message: pb.CheckResponse): Json =>
  filled({ inputs: message.getInputs()?.toJavaScript(), failures: failures(message.getFailuresList()) });

const properties = (message: pb.CreateResponse | pb.ReadResponse): Json =>
  filled({ id: message.getId(), properties: message.getProperties()?.toJavaScript() });

const READERS: Readonly<Partial<Record<Call, (message: never) => Json>>> = {
  handshake: (message: pb.ProviderHandshakeResponse) =>
    filled({
      acceptSecrets: message.getAcceptSecrets(),
      acceptResources: message.getAcceptResources(),
      acceptOutputs: message.getAcceptOutputs(),
      supportsAutonamingConfiguration: message.getSupportsAutonamingConfiguration(),
    }),
  getPluginInfo: (message: { getVersion(): string }) => ({ version: message.getVersion() }),
  getSchema: (message: pb.GetSchemaResponse) => ({ schema: message.getSchema() }),
  configure: capabilities,
  checkConfig: check,
  check,
  diffConfig: diff,
  diff,
  create: properties,
  read: (message: pb.ReadResponse) => filled({ ...properties(message), inputs: message.getInputs()?.toJavaScript() }),
  update: (message: pb.UpdateResponse) => filled({ properties: message.getProperties()?.toJavaScript() }),
  invoke: (message: pb.InvokeResponse) => filled({ return: message.getReturn()?.toJavaScript() }),
  construct: (message: pb.ConstructResponse) => ({ urn: message.getUrn(), state: message.getState()?.toJavaScript() }),
};
