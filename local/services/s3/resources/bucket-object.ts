import { readFileSync } from "node:fs";
import type { Clock } from "../../../cloud/clock";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { isAsset } from "../../../engine/values/asset";
import type { ObjectStore } from "../object-store";

/** Its id is the key. */
export const bucketObjectType = (store: ObjectStore, clock: Clock): ResourceType => {
  const put = async (inputs: Properties) => {
    const bucket = String(inputs.bucket);
    if (!store.bucket(bucket)) throw new Error(`there is no bucket ${bucket}`);
    const object = {
      key: String(inputs.key),
      // fidelity: docs: the provider's schema: binary/octet-stream where nothing is said
      contentType: String(inputs.contentType ?? "binary/octet-stream"),
      lastModified: clock.now(),
      headers: headersOf(inputs),
      checksums: {},
    };
    const { etag } = await store.put(bucket, object, contentOf(inputs));
    return { ...inputs, etag: etag.replaceAll('"', ""), contentType: object.contentType, versionId: "" };
  };
  return {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    create: async (inputs) => ({ id: String(inputs.key), outputs: await put(inputs) }),
    update: (_, inputs) => put(inputs),
    delete: (id, { bucket }) => store.remove(String(bucket), id),
  };
};

const HEADERS = {
  cacheControl: "cache-control",
  contentDisposition: "content-disposition",
  contentEncoding: "content-encoding",
  contentLanguage: "content-language",
} as const;

const headersOf = (inputs: Properties): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(HEADERS)
      .filter(([property]) => inputs[property] !== undefined)
      .map(([property, header]) => [header, String(inputs[property])]),
  ),
  ...Object.fromEntries(
    Object.entries(inputs.metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name.toLowerCase()}`, String(value)]),
  ),
});

const contentOf = ({ source, content, contentBase64 }: Properties): Buffer => {
  if (typeof contentBase64 === "string") return Buffer.from(contentBase64, "base64");
  if (!isAsset(source)) return Buffer.from(typeof content === "string" ? content : "");
  if (source.kind !== "asset" || source.uri)
    throw new Error("an object's source is a file or text; archives are not emulated");
  return source.path === undefined ? Buffer.from(source.text ?? "") : readFileSync(source.path);
};
