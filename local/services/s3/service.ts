import { ServiceError } from "../../wire/service-error";
import { xml } from "../../wire/xml";
import type { ApiRequest, ApiResponse, Cloud, Service } from "../service";
import { createBucket } from "./operations/create-bucket";
import { deleteObject } from "./operations/delete-object";
import { getObject } from "./operations/get-object";
import { listObjects } from "./operations/list-objects";
import { putObject } from "./operations/put-object";
import type { S3Call, S3Operation } from "./s3-call";
import { S3Store } from "./store";

/** S3 as far as an integration of API Gateway calls it: objects put, read, listed and deleted. */
export const createS3Service = (cloud: Cloud): Service => {
  const store = new S3Store(cloud.storage);
  const services = { store, access: cloud.access, clock: cloud.clock, partition: cloud.partition };
  return {
    name: "s3",
    resources: [],
    async handle(request) {
      try {
        const call = readCall(request);
        const answer = await operationOf(call)(services, call);
        return { ...answer, headers: { "x-amz-request-id": request.requestId, ...answer.headers } };
      } catch (error) {
        if (error instanceof ServiceError) return renderError(error, request);
        throw error;
      }
    },
  };
};

const readCall = (request: ApiRequest): S3Call => {
  const [path = "/", query = ""] = request.url.split("?", 2);
  const [, bucket = "", ...key] = path.split("/").map(decoded);
  return { request, bucket, key: key.join("/"), query: new URLSearchParams(query) };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Query parameters of the operations below; any other names a feature that is not there. */
const KNOWN = new Set(["list-type", "prefix", "max-keys", "x-id"]);

const operationOf = ({ request, bucket, key, query }: S3Call): S3Operation => {
  const foreign = [...query.keys()].find((name) => !KNOWN.has(name));
  if (foreign !== undefined) throw notEmulated(`${request.method} with ?${foreign}`);
  const found = (key === "" ? BUCKET : OBJECT)[request.method];
  if (bucket !== "" && found) return found;
  if (key !== "" && request.method === "POST") {
    throw new ServiceError("MethodNotAllowed", "The specified method is not allowed against this resource.", 405);
  }
  throw notEmulated(`${request.method} of ${key === "" ? "a bucket" : "an object"}`);
};

const BUCKET: Readonly<Record<string, S3Operation>> = { GET: listObjects, PUT: createBucket };
const OBJECT: Readonly<Record<string, S3Operation>> = {
  GET: getObject,
  HEAD: getObject,
  PUT: putObject,
  DELETE: deleteObject,
};

const notEmulated = (what: string): ServiceError =>
  new ServiceError("NotImplemented", `S3 ${what} is not emulated by the local cloud`, 501);

// fidelity: docs: S3 API reference, error responses
const renderError = ({ code, message, status, details }: ServiceError, request: ApiRequest): ApiResponse => ({
  status,
  headers: { "Content-Type": "application/xml", "x-amz-request-id": request.requestId },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml("Error", {
    Code: code,
    Message: message,
    ...details,
    RequestId: request.requestId,
    HostId: Buffer.from(request.requestId).toString("base64"),
  })}`,
});
