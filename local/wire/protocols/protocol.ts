import type { ApiRequest } from "../transport/api-request";

/** How an AWS API call is written. */
export type Protocol =
  | { readonly kind: "aws-json"; readonly operation: string; readonly contentType: string }
  | { readonly kind: "aws-query"; readonly answer: "xml" | "json" }
  | { readonly kind: "rest-json" };

export const protocolOf = ({ headers, url }: Pick<ApiRequest, "headers" | "url">): Protocol => {
  const target = headers["x-amz-target"];
  const contentType = (headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";
  if (target !== undefined) {
    return { kind: "aws-json", operation: target.split(".").pop() ?? target, contentType };
  }
  if (contentType === "application/x-www-form-urlencoded" || /[?&]Action=/.test(url)) {
    // fidelity: observed: API Gateway asks with Accept: application/json and gets JSON from the query protocol
    return { kind: "aws-query", answer: headers.accept?.includes("application/json") ? "json" : "xml" };
  }
  return { kind: "rest-json" };
};
