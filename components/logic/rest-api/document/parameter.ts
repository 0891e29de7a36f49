import type { RequestParameter } from "../request-parameters";

export interface Parameter extends RequestParameter {
  readonly schema: { readonly type: "string" };
}

/** The import reads no more of a schema than that there is one. */
export const textParameter = (parameter: RequestParameter): Parameter => ({ ...parameter, schema: { type: "string" } });
