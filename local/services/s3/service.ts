import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { refuseDropped } from "../../wire/operations/member-check";
import { xml } from "../../wire/protocols/xml";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../wire/transport/api-request";
import type { Services } from "../directory";
import type { Service } from "../service";
import { authenticate } from "./access/authenticate";
import { bucketPermit } from "./access/bucket-permit";
import { corsHeaders, preflight } from "./access/cors";
import { isForm } from "./forms/form";
import { postObject } from "./forms/post-object";
import { bucketType } from "./resources/bucket";
import { bucketNotificationType } from "./resources/bucket-notification";
import { bucketObjectType } from "./resources/bucket-object";
import { bucketPolicyType } from "./resources/bucket-policy";
import { configurationTypes } from "./resources/configurations";
import { formExpected, OPERATIONS, operationOf, placeOf, readCall } from "./routes";
import { accessDenied, S3Error } from "./s3-errors";
import { S3_DENIAL } from "./s3-operation";
import { ObjectStore } from "./storage/object-store";
import { Uploads } from "./storage/uploads";
import { serveWebsite } from "./website/serve-website";
import { localWebsite, websiteBucket } from "./website/website-host";

declare module "../directory" {
  interface Services {
    readonly s3: Service & { readonly objects: ObjectStore };
  }
}

type Unverified = Omit<ApiRequest, "principal">;

/** S3: buckets, objects and their versions, uploads in parts and by forms, notifications, websites. */
export const createS3Service = (cloud: Cloud): Services["s3"] => {
  const store = new ObjectStore(cloud.storage, cloud.folder);
  const uploads = new Uploads(cloud.storage, store.files);
  const { access, account, clock, partition, region } = cloud;
  const services = { store, uploads, cloud, account, clock, partition, region };
  const permit = bucketPermit(store.buckets, createPermit(access, S3_DENIAL));

  /** Answers, whatever happens, with what every answer has. */
  const answering = async (request: Unverified, answer: () => ApiResponse | Promise<ApiResponse>) => {
    const own = await settled(cloud, request, answer);
    const cors = request.method === "OPTIONS" ? {} : corsOf(request);
    return { ...own, headers: { ...commonHeaders(request), ...cors, ...own.headers } };
  };

  const corsOf = (request: Unverified) =>
    request.headers.origin ? corsHeaders(store.buckets, placeOf(request), request) : {};

  const run = (request: ApiRequest) => {
    const call = readCall(request);
    const operation = operationOf(call);
    refuseDropped("s3", operation, { header: request.headers, query: Object.fromEntries(call.query) });
    const owner = request.headers["x-amz-expected-bucket-owner"];
    if (owner !== undefined && !/^\d{12}$/.test(owner)) {
      // fidelity: observed: localstack test_get_bucket_policy_invalid_account_id
      const text = `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`;
      throw new ServiceError("InvalidBucketOwnerAWSAccountID", text, 400);
    }
    if (owner !== undefined && owner !== account) throw accessDenied();
    return operation.run(services, call, permit);
  };

  return {
    name: "s3",
    objects: store,
    operations: OPERATIONS,
    resources: [
      bucketType(store, cloud),
      bucketPolicyType(store.buckets, `arn:${partition}:iam::${account}:user/administrator`),
      bucketNotificationType(services),
      bucketObjectType(store, clock, partition),
      ...configurationTypes(store.buckets, region),
    ],
    localUrl: (url) => localWebsite(url, cloud.endpoint),
    start: () => store.start(uploads.allFiles()),
    handle: (request) => answering(request, () => run(request)),
    open: (request) =>
      answering(request, () => {
        const site = websiteBucket(request.headers.host ?? "");
        if (site !== undefined) return serveWebsite(services, permit, site, request);
        const { bucket, key } = placeOf(request);
        if (request.method === "OPTIONS") return preflight(store.buckets, { bucket, key }, request.headers);
        if (request.method === "POST" && key === "" && !request.url.includes("?")) {
          if (!isForm(request)) throw formExpected();
          return postObject(services, permit, bucket, request);
        }
        return run({ ...request, principal: authenticate(request, cloud) });
      }),
  };
};

const settled = async (
  { log }: Pick<Cloud, "log">,
  request: Unverified,
  answer: () => ApiResponse | Promise<ApiResponse>,
): Promise<ApiResponse> => {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof ServiceError) {
      if (error.status === 501 && !(error instanceof S3Error)) log.warn("s3", error.message);
      return renderError(error, request);
    }
    log.warn("s3", `internal error: ${error instanceof Error ? error.stack : String(error)}`);
    const internal = new ServiceError("InternalError", "We encountered an internal error. Please try again.", 500);
    return renderError(internal, request);
  }
};

const hostId = ({ requestId }: Unverified): string => Buffer.from(requestId).toString("base64");

// fidelity: docs: S3 API reference, common response headers
const commonHeaders = (request: Unverified) => ({
  "x-amz-id-2": hostId(request),
  "x-amz-request-id": request.requestId,
  server: "AmazonS3",
});

// fidelity: docs: S3 API reference, error responses; none has a body after HEAD, nor has 304
const renderError = (known: ServiceError, request: Unverified): ApiResponse => {
  const { code, message, status, details } = known;
  const headers = known instanceof S3Error ? known.headers : {};
  if (request.method === "HEAD" || status === 304) return { status, headers, body: "" };
  const error = { Code: code, Message: message, ...details, RequestId: request.requestId, HostId: hostId(request) };
  return {
    status,
    headers: { ...headers, "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml("Error", error)}`,
  };
};
