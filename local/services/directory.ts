import type { FunctionInvoker } from "./lambda/invoker";
import type { Service } from "./service";

/** How services reach one another inside the local cloud. */
export interface Directory {
  /** By the name in the credential scope or in an API Gateway URI: `sqs`. */
  service(name: string): Service | undefined;
  readonly functions: FunctionInvoker;
  /** Where the ports of AWS-shaped host names really are. */
  readonly hosts: Hosts;
  readonly https: HttpsNames;
}

/** Names of AWS that answer on port 443. */
export interface HttpsNames {
  /** `https://<host>` leads to this plain HTTP port of 127.0.0.1. */
  serve(host: string, httpPort: number): void;
  withdraw(host: string): void;
}

/** `orders.cluster-….rds.amazonaws.com:5432` -> a port of 127.0.0.1. Function processes connect through it. */
export interface Hosts {
  register(host: string, port: number, localPort: number): void;
  unregister(host: string, port: number): void;
  find(host: string, port: number): number | undefined;
  entries(): Readonly<Record<string, number>>;
}
