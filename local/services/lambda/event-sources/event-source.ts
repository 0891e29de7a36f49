import type { MappingRecord } from "./mapping";

/** Reads one source for one mapping. */
export interface Poller {
  /** Resolves once its place in the source is taken: what comes then is read. */
  start(): Promise<void>;
  /** Takes no more records and lets what is going finish, for a while. */
  stop(): Promise<void>;
}

/** What mappings ask of their function at any time: a deployment may change it. */
export interface MappedFunction {
  readonly role: string;
  readonly timeoutSeconds: number;
}

/** A kind of event source. A new one is a folder beside the others and a line in `sources.ts`. */
export interface EventSource {
  /** What CreateEventSourceMapping has where its caller says nothing. */
  readonly defaultBatchSize: number;
  readonly reads: "queue" | "stream";
  /** What Lambda asks of the source and of the function's role. @throws {ServiceError} */
  check(mapping: MappingRecord, mapped: MappedFunction): void;
  poller(mapping: MappingRecord, mapped: () => MappedFunction): Poller;
}
