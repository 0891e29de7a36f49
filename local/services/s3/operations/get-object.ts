import { readObject } from "../objects/read-object";
import type { S3Operation } from "../s3-operation";

// fidelity: observed: conformance aws-s3-missing-object-200, aws-s3-response-*
export const getObject: S3Operation = readObject("GetObject");
export const headObject: S3Operation = readObject("HeadObject");
