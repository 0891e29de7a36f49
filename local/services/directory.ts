import type { Service } from "./service";

/**
 * The services that offer the others something, each with what it offers. Each declares its own in its `service.ts`:
 * an import of them all here would make a circle of almost every file of theirs.
 */
// biome-ignore lint/suspicious/noEmptyInterface: declared by parts
export interface Services {}

/** How services reach one another inside the local cloud: `directory.sqs.queues`. */
export interface Directory extends Services {
  /** By the name in the credential scope or in an API Gateway URI, which callers choose. */
  service(name: string): Service | undefined;
  /** Those that have been asked for so far. */
  made(): readonly Service[];
  /** Where the ports of AWS-shaped host names really are. */
  readonly hosts: Hosts;
  readonly https: HttpsNames;
}

/** Names of AWS that answer on port 443. */
export interface HttpsNames {
  /** `https://<host>` leads to this plain HTTP port of 127.0.0.1. */
  serve(host: string, httpPort: number): void;
  withdraw(host: string): void;
  /** The plain HTTP port that a name leads to. */
  find(host: string): number | undefined;
  /** The names that lead to a plain HTTP port. */
  namesOf(httpPort: number): readonly string[];
}

/** `orders.cluster-….rds.amazonaws.com:5432` -> a port of 127.0.0.1. Function processes connect through it. */
export interface Hosts {
  register(host: string, port: number, localPort: number): void;
  unregister(host: string, port: number): void;
  find(host: string, port: number): number | undefined;
  entries(): Readonly<Record<string, number>>;
}
