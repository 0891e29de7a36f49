import type { ApiRequest } from "./api-request";

/** S3 takes requests without a signature, and has its own words for those with a wrong one. */
export const isObjectRequest = ({ headers, url }: Pick<ApiRequest, "headers" | "url">): boolean => {
  const { authorization } = headers;
  if (authorization !== undefined) return /^AWS /.test(authorization) || SCOPE.test(authorization);
  const query = url.split("?")[1] ?? "";
  if (/(^|&)X-Amz-(Algorithm|Credential|Signature)=/.test(query)) {
    return !/(^|&)X-Amz-Credential=/.test(query) || SCOPE.test(query.replace(/%2F/gi, "/"));
  }
  return unsigned({ headers, url });
};

const SCOPE = /\/s3\/aws4_request/;

const OWN_HOST = /(^|\.)s3([.-]|$)/i;

/** Services that speak other protocols say an operation; the paths of Lambda begin with a date. */
const unsigned = ({ headers, url }: Pick<ApiRequest, "headers" | "url">): boolean => {
  if (OWN_HOST.test(headers.host ?? "")) return true;
  if (headers["x-amz-target"] !== undefined || /[?&]Action=/.test(url)) return false;
  const [, first = ""] = /^\/([^/?]*)/.exec(url) ?? [];
  return /^[a-z0-9][a-z0-9.-]{2,62}$/.test(first) && !/^\d{4}-\d\d-\d\d$|^\d{12}$/.test(first);
};
