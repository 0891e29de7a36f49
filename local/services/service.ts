import type { ResourceType } from "../engine/resources/resource-type";
import type { OperationFacts } from "../wire/operations/operation";
import type { ApiRequest, ApiResponse } from "../wire/transport/api-request";

/** An emulated AWS service. */
export interface Service {
  /** The name in the credential scope of SigV4: `sqs`, `lambda`, `secretsmanager`, `sts`. */
  readonly name: string;
  /** Answers an API call; a service without an API that local code uses has none. */
  handle?(request: ApiRequest): Promise<ApiResponse>;
  /** All operations that `handle` answers. */
  readonly operations?: readonly OperationFacts[];
  /**
   * Answers a request whose signature nobody has looked at: one that needs none and has none, or of a service that
   * judges signatures itself. `undefined` when it is not this service's.
   */
  open?(request: Omit<ApiRequest, "principal">): Promise<ApiResponse | undefined>;
  /** Whether a host name, which somebody has chosen, leads to this service. */
  named?(host: string): boolean;
  /** Where a browser on this machine finds what a URL of AWS leads to; `undefined` when it is not of this service. */
  localUrl?(url: string): string | undefined;
  /** The Pulumi resource types that this service gives life to. */
  readonly resources: readonly ResourceType[];
  start?(): Promise<void>;
  /** Ends everything that `start` began; called in reverse order of start. */
  stop?(): Promise<void>;
}
