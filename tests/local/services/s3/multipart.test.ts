import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { type Attic, BUCKET as Bucket, openAttic } from "./attic";

const FIVE_MB = Buffer.alloc(5_242_880, "a");

describe("s3: uploads in parts", () => {
  let attic: Attic;
  beforeEach(async () => {
    attic = await openAttic();
  });
  afterEach(() => attic.close());

  const begin = async (Key: string, more = {}) =>
    (await attic.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId ?? "";
  const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer | string, more = {}) =>
    attic.client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }));
  const complete = (Key: string, UploadId: string, Parts: object[], more = {}) =>
    attic.client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }),
    );

  it("puts parts together as they were asked for, tells them, and leaves no file of them", async () => {
    const id = await begin("film", { ContentType: "video/mp4", Metadata: { by: "ada" } });
    const tail = await part("film", id, 7, "tail");
    const wrong = await part("film", id, 2, "wrong");
    const first = await part("film", id, 2, FIVE_MB);
    const listed = await attic.client.send(new ListPartsCommand({ Bucket, Key: "film", UploadId: id, MaxParts: 1 }));
    assert.deepEqual([listed.Parts?.[0]?.PartNumber, listed.IsTruncated, listed.NextPartNumberMarker], [2, true, "2"]);
    const parts = [
      { PartNumber: 2, ETag: first.ETag },
      { PartNumber: 7, ETag: tail.ETag },
    ];
    await assert.rejects(complete("film", id, [...parts].reverse()), { name: "InvalidPartOrder" });
    await assert.rejects(complete("film", id, [{ PartNumber: 2, ETag: wrong.ETag }]), { name: "InvalidPart" });
    const { ETag } = await complete("film", id, parts);
    const md5 = (bytes: Buffer | string) => createHash("md5").update(bytes).digest();
    const expected = createHash("md5")
      .update(Buffer.concat([md5(FIVE_MB), md5("tail")]))
      .digest("hex");
    assert.equal(ETag, `"${expected}-2"`);
    const found = await attic.client.send(new GetObjectCommand({ Bucket, Key: "film", PartNumber: 7 }));
    assert.equal(await found.Body?.transformToString(), "tail");
    assert.deepEqual([found.PartsCount, found.ContentType, found.Metadata], [2, "video/mp4", { by: "ada" }]);
    assert.equal(readdirSync(join(attic.cloud.cloud.folder, "s3")).length, 1);
    assert.equal((await complete("film", id, parts)).ETag, ETag);
  });

  it("refuses parts that are too small, and forgets an upload that is given up", async () => {
    const id = await begin("film");
    const [one, two] = [await part("film", id, 1, "small"), await part("film", id, 2, "tail")];
    await assert.rejects(
      complete("film", id, [
        { PartNumber: 1, ETag: one.ETag },
        { PartNumber: 2, ETag: two.ETag },
      ]),
      { name: "EntityTooSmall" },
    );
    await assert.rejects(part("film", id, 10_001, "x"), { name: "InvalidArgument" });
    const uploads = await attic.client.send(new ListMultipartUploadsCommand({ Bucket }));
    assert.deepEqual(
      uploads.Uploads?.map(({ Key, UploadId }) => [Key, UploadId]),
      [["film", id]],
    );
    await attic.client.send(new AbortMultipartUploadCommand({ Bucket, Key: "film", UploadId: id }));
    await assert.rejects(part("film", id, 1, "x"), { name: "NoSuchUpload" });
    assert.deepEqual(readdirSync(join(attic.cloud.cloud.folder, "s3")), []);
  });

  it("takes parts from other objects, by ranges", async () => {
    await attic.client.send(new PutObjectCommand({ Bucket, Key: "from", Body: "0123456789" }));
    const id = await begin("to");
    const copy = (CopySourceRange: string) =>
      attic.client.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: "to",
          UploadId: id,
          PartNumber: 1,
          CopySource: `${Bucket}/from`,
          CopySourceRange,
        }),
      );
    await assert.rejects(copy("bytes=0-10"), {
      name: "InvalidArgument",
      message: "Range specified is not valid for source object of size: 10",
    });
    await assert.rejects(copy("bytes=10-20"), { name: "InvalidRequest" });
    await assert.rejects(copy("0-1"), { name: "InvalidArgument" });
    const { CopyPartResult } = await copy("bytes=2-4");
    await complete("to", id, [{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
    const found = await attic.client.send(new GetObjectCommand({ Bucket, Key: "to" }));
    assert.equal(await found.Body?.transformToString(), "234");
  });

  it("knows that its object was written or deleted since it began", async () => {
    const conflict = { name: "ConditionalRequestConflict" };
    const put = (Body: string) => attic.client.send(new PutObjectCommand({ Bucket, Key: "film", Body }));
    const { ETag: before } = await put("before");
    const id = await begin("film");
    const { ETag } = await part("film", id, 1, "x");
    const end = (conditions: object) =>
      attic.client.send(
        new CompleteMultipartUploadCommand({
          ...{ Bucket, Key: "film", UploadId: id },
          ...{ MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] }, ...conditions },
        }),
      );
    const { ETag: during } = await put("during");
    await assert.rejects(end({ IfMatch: before }), { name: "PreconditionFailed" });
    await assert.rejects(end({ IfMatch: during }), conflict);
    await attic.client.send(new DeleteObjectCommand({ Bucket, Key: "film" }));
    await assert.rejects(end({ IfNoneMatch: "*" }), conflict);
    await assert.rejects(end({ IfMatch: during }), { name: "NoSuchKey" });
    await end({});
  });

  it("tells where a list ends, and who began an upload", async () => {
    const id = await begin("film");
    await part("film", id, 1, "x");
    const uploads = await attic.client.send(new ListMultipartUploadsCommand({ Bucket }));
    assert.deepEqual([uploads.IsTruncated, uploads.NextKeyMarker, uploads.NextUploadIdMarker], [false, "film", id]);
    const parts = await attic.client.send(new ListPartsCommand({ Bucket, Key: "film", UploadId: id }));
    assert.equal(parts.Initiator?.DisplayName, "administrator");
    assert.equal(parts.Parts?.[0]?.ChecksumCRC32, undefined);
    await assert.rejects(complete("film", id, []), { name: "InvalidRequest" });
  });

  it("has a checksum of the parts' checksums, or of the whole", async () => {
    const attributes = async (Key: string) =>
      attic.client.send(new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["Checksum", "ObjectParts"] }));
    const composite = await begin("composite", { ChecksumAlgorithm: "SHA256" });
    const sent = await part("composite", composite, 1, "abc", { ChecksumAlgorithm: "SHA256" });
    await assert.rejects(
      complete("composite", composite, [{ PartNumber: 1, ETag: sent.ETag }]),
      /must include the checksum/,
    );
    await complete("composite", composite, [{ PartNumber: 1, ETag: sent.ETag, ChecksumSHA256: sent.ChecksumSHA256 }]);
    const inner = createHash("sha256").update("abc").digest();
    const shown = await attributes("composite");
    const outer = createHash("sha256").update(inner).digest("base64");
    assert.deepEqual(shown.Checksum, { ChecksumSHA256: outer, ChecksumType: "COMPOSITE" });
    assert.equal(shown.ObjectParts?.Parts?.[0]?.ChecksumSHA256, inner.toString("base64"));
    const whole = await begin("whole", { ChecksumAlgorithm: "CRC32C", ChecksumType: "FULL_OBJECT" });
    const other = await part("whole", whole, 1, "123456789", { ChecksumAlgorithm: "CRC32C" });
    await complete("whole", whole, [{ PartNumber: 1, ETag: other.ETag }]);
    assert.deepEqual((await attributes("whole")).Checksum, { ChecksumCRC32C: "4waSgw==", ChecksumType: "FULL_OBJECT" });
    await assert.rejects(
      begin("no", { ChecksumAlgorithm: "SHA1", ChecksumType: "FULL_OBJECT" }),
      /cannot be used with/,
    );
  });
});
