import type { RequestParameter } from "../request-parameters";
import type { JsonSchema } from "./model";

export interface Parameter extends RequestParameter {
  readonly schema: JsonSchema;
}

/** The import reads no more of a schema than that there is one. */
export const textParameter = (parameter: RequestParameter): Parameter => ({ schema: { type: "string" }, ...parameter });
