import type { ProtocolVersion } from "../resp/reply";

/** What executes the commands of a cache, and trusts whoever reaches it. */
export interface CacheServer {
  open(): ServerConnection;
  /** Of one that is a process of its own: settles when that is gone, asked to or not. */
  readonly exited?: Promise<void>;
  stop(): Promise<void>;
}

/** Of one client: its transaction is its own. */
export interface ServerConnection {
  /** The reply as it goes to the client. Replies come in the order of the commands. */
  send(name: string, words: readonly Buffer[]): Buffer | Promise<Buffer>;
  /** From now on replies are written so. */
  speak(version: ProtocolVersion): void;
  /** Called when the server ends the connection. */
  onEnd(listener: () => void): void;
  close(): void;
}
