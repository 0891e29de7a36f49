import { read } from "../../../wire/operations/members";
import { commonPrefix, compareBytes, countOf, encoding } from "../listings/list-parameters";
import { checksumMembers } from "../objects/checksums";
import { requireUpload } from "../objects/multipart";
import { onBucket, onObject, ownerOf, type S3Operation, s3Operation, xmlAnswer } from "../s3-operation";
import { storageClassOf } from "../storage/stored-object";
import type { MultipartUpload } from "../storage/uploads";

interface Entry {
  readonly name: string;
  readonly upload?: MultipartUpload;
}

/** fidelity: observed: localstack test_upload_part_copy_range: a name beside the ARN, which the owner has no more */
const initiatorOf = ({ initiator }: MultipartUpload) => ({
  ID: initiator,
  DisplayName: initiator.replace(/^.*[:/]/, ""),
});

export const listMultipartUploads: S3Operation = s3Operation(
  "ListMultipartUploads",
  { query: read("delimiter", "encoding-type", "key-marker", "max-uploads", "prefix", "upload-id-marker") },
  onBucket("s3:ListBucketMultipartUploads"),
  (services) =>
    ({ bucket, query }) => {
      const prefix = query.get("prefix") ?? "";
      const delimiter = query.get("delimiter") ?? "";
      const keyMarker = query.get("key-marker") ?? "";
      const idMarker = query.get("upload-id-marker") ?? "";
      const max = countOf(query, "max-uploads");
      const { encode, ...encoded } = encoding(query);
      const all = services.uploads.of(bucket).filter(({ object }) => object.key.startsWith(prefix));
      const from = all.findIndex(({ id, object }) => object.key === keyMarker && id === idMarker);
      const entries: Entry[] = [];
      for (const [index, upload] of all.entries()) {
        const { key } = upload.object;
        const order = compareBytes(key, keyMarker);
        // The id of an upload counts only beside the key of it.
        if (keyMarker !== "" && (order < 0 || (order === 0 && (from < 0 || index <= from)))) continue;
        const common = commonPrefix(key, prefix, delimiter);
        if (common === undefined) entries.push({ name: key, upload });
        else if (entries.at(-1)?.name !== common && !keyMarker.startsWith(common)) entries.push({ name: common });
      }
      const page = entries.slice(0, max);
      // fidelity: observed: localstack test_list_multipart_uploads_marker_common_prefixes: behind a common prefix no marker
      const last = page.at(-1)?.upload;
      return xmlAnswer("ListMultipartUploadsResult", {
        Bucket: bucket,
        KeyMarker: encode(keyMarker),
        UploadIdMarker: keyMarker === "" ? "" : idMarker,
        NextKeyMarker: last ? encode(last.object.key) : "",
        NextUploadIdMarker: last?.id ?? "",
        ...(delimiter ? { Delimiter: encode(delimiter) } : {}),
        ...(prefix ? { Prefix: encode(prefix) } : {}),
        ...encoded,
        MaxUploads: max,
        IsTruncated: max > 0 && entries.length > max,
        Upload: page.flatMap(({ upload }) =>
          upload
            ? [
                {
                  Key: encode(upload.object.key),
                  UploadId: upload.id,
                  Initiator: initiatorOf(upload),
                  Owner: ownerOf(services),
                  StorageClass: storageClassOf(upload.object),
                  Initiated: new Date(upload.initiated).toISOString(),
                  ChecksumAlgorithm: upload.algorithm,
                  ChecksumType: upload.checksumType,
                },
              ]
            : [],
        ),
        CommonPrefixes: page.flatMap(({ name, upload }) => (upload ? [] : [{ Prefix: encode(name) }])),
      });
    },
);

export const listParts: S3Operation = s3Operation(
  "ListParts",
  { query: read("max-parts", "part-number-marker", "uploadId") },
  onObject("s3:ListMultipartUploadParts"),
  (services) => (call) => {
    const upload = requireUpload(services, call);
    const max = countOf(call.query, "max-parts");
    const marker = countOf(
      new URLSearchParams([["part-number-marker", call.query.get("part-number-marker") || "0"]]),
      "part-number-marker",
      2_147_483_647,
    );
    const parts = services.uploads.partsOf(upload.id).filter(({ number }) => number > marker);
    const page = parts.slice(0, max);
    return xmlAnswer("ListPartsResult", {
      Bucket: call.bucket,
      Key: call.key,
      UploadId: upload.id,
      Initiator: initiatorOf(upload),
      Owner: ownerOf(services),
      StorageClass: storageClassOf(upload.object),
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.number ?? 0,
      MaxParts: max,
      IsTruncated: parts.length > page.length,
      ChecksumAlgorithm: upload.algorithm,
      ChecksumType: upload.checksumType,
      Part: page.map(({ number, lastModified, etag, size, checksums }) => ({
        PartNumber: number,
        LastModified: new Date(lastModified).toISOString(),
        ETag: etag,
        Size: size,
        // fidelity: observed: localstack test_list_parts_pagination: of an upload without an algorithm none is told
        ...(upload.algorithm === undefined ? {} : checksumMembers(checksums)),
      })),
    });
  },
);
