import { listPage } from "../list-page";
import { type S3Operation, xmlAnswer } from "../s3-operation";

/** The older list, which pages by the last key. */
export const listObjects: S3Operation = (services, call) => {
  const marker = call.query.get("marker") ?? "";
  const { output, next } = listPage(services, call, marker);
  // fidelity: docs: ListObjects: NextMarker is told only where a delimiter was given
  const told = next !== undefined && call.query.has("delimiter") ? { NextMarker: next } : {};
  return xmlAnswer("ListBucketResult", { ...output, Marker: marker, ...told });
};
