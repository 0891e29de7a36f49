import type { JsonObject } from "../../../languages/json/json-object";
import type { Findings } from "./import-error";
import type { Scheme } from "./read-authorizers";
import type { Model } from "./read-models";

/** What all methods of one document share. */
export interface MethodContext {
  readonly document: JsonObject;
  readonly schemes: ReadonlyMap<string, Scheme>;
  /** Grows by the schemas that stand in the operations. */
  readonly models: Map<string, Model>;
  readonly findings: Findings;
}

export interface MethodPlace {
  readonly path: string;
  readonly resourceId: string;
  readonly httpMethod: string;
  readonly pathItem: JsonObject;
  readonly operation: JsonObject;
}
