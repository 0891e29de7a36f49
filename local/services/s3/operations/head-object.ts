import { readObject } from "../read-object";
import type { S3Operation } from "../s3-operation";

export const headObject: S3Operation = readObject("HeadObject");
