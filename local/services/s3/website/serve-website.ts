import type { Permit } from "../../../access/permit";
import { xmlText } from "../../../wire/protocols/xml";
import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import type { RoutingRule, Website } from "../configurations/website";
import { requireReadable } from "../objects/conditions";
import { objectHeaders } from "../objects/object-headers";
import { readRange } from "../objects/range";
import { noSuchKey, S3Error } from "../s3-errors";
import { ANONYMOUS, asked, emptyAnswer, type S3Parts } from "../s3-operation";
import type { Bucket } from "../storage/bucket";
import type { StoredObject } from "../storage/stored-object";

type Request = Omit<ApiRequest, "principal">;

interface Site {
  readonly services: S3Parts;
  readonly permit: Permit;
  readonly bucket: Bucket;
  readonly website: Website;
  readonly request: Request;
}

/** Answers a request to the website of a bucket: for pages, in HTML, and to everybody whom the policy lets in. */
// fidelity: docs: S3 user guide, "Hosting a static website using Amazon S3"; observed: localstack test_s3_static_website_hosting
export const serveWebsite = async (
  services: S3Parts,
  permit: Permit,
  name: string,
  request: Request,
): Promise<ApiResponse> => {
  try {
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new ServiceError("MethodNotAllowed", "The specified method is not allowed against this resource.", 405, {
        Method: request.method.toUpperCase(),
        ResourceType: "OBJECT",
      });
    }
    const bucket = services.store.buckets.get(name);
    if (!bucket) {
      throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: name });
    }
    if (!bucket.website) {
      const text = "The specified bucket does not have a website configuration";
      throw new ServiceError("NoSuchWebsiteConfiguration", text, 404, { BucketName: name });
    }
    return await page({ services, permit, bucket, website: bucket.website, request });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return errorPage(error, request);
  }
};

const page = async (site: Site): Promise<ApiResponse> => {
  const { website, request } = site;
  const path = decodeURIComponent(request.url.split("?")[0] ?? "/").slice(1);
  const all = website.RedirectAllRequestsTo;
  if (all) {
    const location = `${all.Protocol ?? "http"}://${all.HostName}${request.url}`;
    return redirect(location, 301);
  }
  const rules = website.RoutingRules?.RoutingRule ?? [];
  const before = rules.find(
    ({ Condition: { HttpErrorCodeReturnedEquals: code, KeyPrefixEquals: prefix = "" } = {} }) =>
      code === undefined && path.startsWith(prefix),
  );
  if (before) return follow(before, path, request);
  const suffix = website.IndexDocument?.Suffix ?? "index.html";
  const key = path === "" || path.endsWith("/") ? `${path}${suffix}` : path;
  try {
    return await content(site, find(site, key), 200);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status === 304) throw error;
    if (key === path && site.services.store.get(site.bucket.name, `${path}/${suffix}`)) {
      return redirect(`/${path}/`, 302);
    }
    const status = String(error.status);
    const after = rules.find(
      ({ Condition: { HttpErrorCodeReturnedEquals: code, KeyPrefixEquals: prefix = "" } = {} }) =>
        code === status && path.startsWith(prefix),
    );
    if (after) return follow(after, path, request);
    return errorDocument(site, error);
  }
};

/** Who may read an object learns that there is none. @throws {ServiceError} */
const find = ({ services, permit, bucket }: Site, key: string): StoredObject => {
  const place = { bucket: bucket.name, key };
  permit(ANONYMOUS, { ...asked(services, place), action: "s3:GetObject" });
  const found = services.store.get(bucket.name, key);
  if (found) return found;
  throw noSuchKey(key);
};

const content = async ({ services, bucket, request }: Site, object: StoredObject, status: number) => {
  const { "x-amz-website-redirect-location": location, ...headers } = objectHeaders(services, bucket, object);
  if (location !== undefined && status === 200) return redirect(location, 301);
  if (status === 200) requireReadable(request.headers, object, services.clock.now());
  const range = status === 200 ? readRange(request.headers.range, object.size) : undefined;
  const length = range ? range.last - range.first + 1 : object.size;
  return {
    status: range ? 206 : status,
    headers: {
      ...headers,
      ...(range ? { "content-range": `bytes ${range.first}-${range.last}/${object.size}` } : {}),
      "content-length": String(length),
    },
    body: request.method === "HEAD" ? "" : await services.store.bytes(object, range),
  };
};

const errorDocument = async (site: Site, error: ServiceError): Promise<ApiResponse> => {
  const key = site.website.ErrorDocument?.Key;
  if (key === undefined) return errorPage(error, site.request);
  try {
    return await content(site, find(site, key), error.status);
  } catch (second) {
    if (!(second instanceof ServiceError)) throw second;
    return errorPage(error, site.request, second);
  }
};

const redirect = (location: string, status: number): ApiResponse => emptyAnswer(status, { location });

const follow = ({ Condition, Redirect: to }: RoutingRule, path: string, { headers }: Request): ApiResponse => {
  const prefix = Condition?.KeyPrefixEquals ?? "";
  const replaced =
    to.ReplaceKeyPrefixWith === undefined ? path : `${to.ReplaceKeyPrefixWith}${path.slice(prefix.length)}`;
  const key = to.ReplaceKeyWith ?? replaced;
  const location = `${to.Protocol ?? "http"}://${to.HostName ?? headers.host ?? ""}/${encodeURI(key)}`;
  return redirect(location, Number(to.HttpRedirectCode ?? 301));
};

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  416: "Requested Range Not Satisfiable",
};

const errorPage = (error: ServiceError, request: Request, second?: ServiceError): ApiResponse => {
  if (error.status === 304) return emptyAnswer(304, error instanceof S3Error ? error.headers : {});
  const title = `${error.status} ${REASONS[error.status] ?? "Error"}`;
  const list = ({ code, message, details }: ServiceError, more = {}) =>
    Object.entries({ Code: code, Message: message, ...details, ...more })
      .map(([name, value]) => `<li>${name}: ${xmlText(String(value))}</li>\n`)
      .join("");
  const ids = { RequestId: request.requestId, HostId: Buffer.from(request.requestId).toString("base64") };
  const custom =
    second === undefined
      ? ""
      : `<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n<ul>\n${list(second)}</ul>\n`;
  const body = `<html>\n<head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n<ul>\n${list(error, ids)}</ul>\n${custom}<hr/>\n</body>\n</html>\n`;
  return {
    status: error.status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "x-amz-error-code": error.code,
      "x-amz-error-message": error.message,
    },
    body: request.method === "HEAD" ? "" : body,
  };
};
