import type { MethodResponse } from "../../core/target";
import type { Models } from "./document/model";
import type { RequestParameter } from "./request-parameters";

export type Described = Required<MethodResponse>;

/** What a document that somebody else wrote says of a route, in place of schemas of zod. */
export interface DocumentedRoute {
  readonly models?: Models;
  /** Models of the answers, by status. */
  readonly answers: Readonly<Record<string, Models>>;
  readonly parameters: readonly RequestParameter[];
  /** For those who read it. */
  readonly says: Says;
  /** What an answer means, by status. */
  readonly responses: Readonly<Record<string, Described>>;
}

export interface Says {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
}
