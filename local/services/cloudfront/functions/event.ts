/** `cloudfront-js-1.0` (ES 5.1 and some of ES 6 to 9) or `cloudfront-js-2.0` (with `const`, `let`, `async`, Buffer). */
export type FunctionRuntime = "cloudfront-js-1.0" | "cloudfront-js-2.0";

/** A header, a query parameter or a cookie; `multiValue` where the message has it more than once, the first included. */
export interface Field {
  value: string;
  /** Of a cookie in a response: what follows `name=value; `. */
  attributes?: string;
  multiValue?: { value: string; attributes?: string }[];
}

export type Fields = Record<string, Field>;

export interface FunctionRequest {
  method: string;
  /** The path as the viewer sent it, without the query string. */
  uri: string;
  /** Not decoded. A function may answer a text in its place; `runFunction` has read it again. */
  querystring: Fields;
  /** Names in lower case; no `cookie`. */
  headers: Fields;
  cookies: Fields;
}

export interface FunctionResponse {
  statusCode: number;
  statusDescription?: string;
  /** Names in lower case; no `set-cookie`. */
  headers: Fields;
  cookies: Fields;
  /** Absent: the body stays as it is. A function may answer a bare text in its place. */
  body?: { encoding: "text" | "base64"; data: string };
}

/** What a function is called with. */
export interface FunctionEvent {
  version: "1.0";
  context: {
    distributionDomainName?: string;
    distributionId?: string;
    eventType: "viewer-request" | "viewer-response";
    requestId?: string;
  };
  viewer: { ip: string };
  request: FunctionRequest;
  /** In viewer-response events alone. */
  response?: Omit<FunctionResponse, "body">;
}

/** Why a viewer gets neither content nor the function's answer. */
export interface FunctionError {
  /** What the viewer gets: 503 where the function failed, 502 where CloudFront refuses its answer. */
  readonly status: 502 | 503;
  /** The sentence of CloudFront's page. */
  readonly message: string;
  /** What TestFunction says of it. */
  readonly detail: string;
}
