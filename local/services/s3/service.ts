import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { refuseDropped } from "../../wire/operations/member-check";
import { restInput } from "../../wire/operations/rest-operation";
import { xml } from "../../wire/protocols/xml";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../wire/transport/api-request";
import type { Services } from "../directory";
import type { Service } from "../service";
import { bucketType } from "./resources/bucket";
import { bucketNotificationType } from "./resources/bucket-notification";
import { bucketObjectType } from "./resources/bucket-object";
import { bucketPolicyType } from "./resources/bucket-policy";
import { configurationTypes } from "./resources/configurations";
import { OPERATIONS, operationOf, readCall } from "./routes";
import { S3_DENIAL } from "./s3-operation";
import { ObjectStore } from "./storage/object-store";

declare module "../directory" {
  interface Services {
    readonly s3: Service & { readonly objects: ObjectStore };
  }
}

/** S3: buckets and objects, whole, with ranges, conditions, metadata and lists; no versions, no uploads in parts. */
export const createS3Service = (cloud: Cloud): Services["s3"] => {
  const store = new ObjectStore(cloud.storage, cloud.folder);
  const { access, account, clock, partition, region, log } = cloud;
  const services = { store, cloud, account, clock, partition, region };
  const permit = createPermit(access, S3_DENIAL);
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
    start: () => store.start([]),
    async handle(request) {
      try {
        const call = readCall(request);
        const operation = operationOf(call);
        refuseDropped("s3", operation, restInput(call));
        const answer = await operation.run(services, call, permit);
        return { ...answer, headers: { ...commonHeaders(request), ...answer.headers } };
      } catch (error) {
        if (error instanceof ServiceError && error.status === 501) log.warn("s3", error.message);
        return renderError(known(error, cloud), request);
      }
    },
  };
};

const known = (error: unknown, { log }: Cloud): ServiceError => {
  if (error instanceof ServiceError) return error;
  log.warn("s3", `internal error: ${error instanceof Error ? error.stack : String(error)}`);
  return new ServiceError("InternalError", "We encountered an internal error. Please try again.", 500);
};

const hostId = ({ requestId }: ApiRequest): string => Buffer.from(requestId).toString("base64");

// fidelity: docs: S3 API reference, common response headers
const commonHeaders = (request: ApiRequest) => ({
  "x-amz-id-2": hostId(request),
  "x-amz-request-id": request.requestId,
  server: "AmazonS3",
});

// fidelity: docs: S3 API reference, error responses; none has a body after HEAD, nor has 304
const renderError = ({ code, message, status, details }: ServiceError, request: ApiRequest): ApiResponse => {
  const headers = commonHeaders(request);
  if (request.method === "HEAD" || status === 304) return { status, headers, body: "" };
  const error = {
    Code: code,
    Message: message,
    ...details,
    RequestId: request.requestId,
    HostId: hostId(request),
  };
  return {
    status,
    headers: { ...headers, "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml("Error", error)}`,
  };
};
