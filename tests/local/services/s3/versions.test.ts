import assert from "node:assert/strict";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { type Attic, BUCKET as Bucket, openAttic } from "./attic";

describe("s3: versions", () => {
  let attic: Attic;
  beforeEach(async () => {
    attic = await openAttic();
  });
  afterEach(() => attic.close());

  const versioning = (Status: "Enabled" | "Suspended") =>
    attic.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  const put = async (Key: string, Body: string) =>
    (await attic.client.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
  const read = async (Key: string, VersionId?: string) =>
    (await attic.client.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();
  const remove = (Key: string, VersionId?: string) =>
    attic.client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  const list = async (more = {}) => {
    const page = await attic.client.send(new ListObjectVersionsCommand({ Bucket, ...more }));
    const shown = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    return { ...page, ids: shown.map(({ Key, VersionId }) => `${Key} ${VersionId}`) };
  };

  it("keeps what is overwritten and what is deleted, until a version goes for good", async () => {
    assert.equal(await put("note", "before"), undefined);
    await versioning("Enabled");
    const first = await put("note", "first");
    const second = await put("note", "second");
    assert.deepEqual(
      [await read("note"), await read("note", first), await read("note", "null")],
      ["second", "first", "before"],
    );
    const { VersionId: marker, DeleteMarker } = await remove("note");
    assert.equal(DeleteMarker, true);
    await assert.rejects(
      read("note"),
      ({ name, $response }) => name === "NoSuchKey" && $response.headers["x-amz-delete-marker"] === "true",
    );
    await assert.rejects(read("note", marker), { name: "MethodNotAllowed" });
    assert.equal((await attic.client.send(new ListObjectsV2Command({ Bucket }))).KeyCount, 0);
    assert.deepEqual((await list()).ids, [`note ${second}`, `note ${first}`, "note null", `note ${marker}`]);
    assert.equal((await remove("note", marker)).DeleteMarker, true);
    assert.equal(await read("note"), "second");
    await remove("note", second);
    assert.equal(await read("note"), "first");
    await assert.rejects(read("note", second), { name: "NoSuchVersion" });
  });

  it("keeps one version without an id where it no longer makes new ones", async () => {
    await versioning("Enabled");
    const first = await put("note", "first");
    await versioning("Suspended");
    assert.equal(await put("note", "a"), undefined);
    assert.equal(await put("note", "b"), undefined);
    assert.deepEqual((await list()).ids, ["note null", `note ${first}`]);
    assert.equal((await remove("note")).VersionId, "null");
    await assert.rejects(read("note", "null"), { name: "MethodNotAllowed" });
    assert.equal(await read("note", first), "first");
  });

  it("tells an id that nobody was given from one that is gone", async () => {
    await versioning("Enabled");
    const first = (await put("note", "first")) ?? "";
    const invented = first.slice(0, -4) + (first.endsWith("ABCD") ? "EFGH" : "ABCD");
    const invalid = { name: "InvalidArgument", message: "Invalid version id specified" };
    await assert.rejects(read("note", invented), invalid);
    await assert.rejects(remove("note", invented), invalid);
    const Objects = [{ Key: "note", VersionId: invented }];
    const { Deleted, Errors } = await attic.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    assert.deepEqual([Deleted, Errors?.map(({ Code }) => Code)], [undefined, ["NoSuchVersion"]]);
    await remove("note", first);
    assert.equal((await remove("note", first)).VersionId, first);
  });

  it("take no tags and no ACL where the newest is a marker", async () => {
    await versioning("Enabled");
    await put("note", "first");
    await remove("note");
    for (const command of [
      new GetObjectTaggingCommand({ Bucket, Key: "note" }),
      new PutObjectAclCommand({ Bucket, Key: "note", ACL: "private" }),
    ]) {
      await assert.rejects(attic.client.send(command as never), {
        name: "MethodNotAllowed",
        ResourceType: "DeleteMarker",
      });
    }
    await assert.rejects(attic.client.send(new GetObjectAclCommand({ Bucket, Key: "note" })), { name: "NoSuchKey" });
  });

  it("pages over versions and folders", async () => {
    await versioning("Enabled");
    for (const key of ["a/1", "a/2", "b", "b", "c"]) await put(key, "x");
    const first = await list({ Delimiter: "/", MaxKeys: 2 });
    assert.deepEqual(first.CommonPrefixes, [{ Prefix: "a/" }]);
    assert.equal(first.NextKeyMarker, "b");
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = first;
    const second = await list({ Delimiter: "/", KeyMarker, VersionIdMarker });
    assert.deepEqual(
      second.Versions?.map(({ Key, IsLatest }) => [Key, IsLatest]),
      [
        ["b", false],
        ["c", true],
      ],
    );
    await assert.rejects(list({ VersionIdMarker: "x" }), { name: "InvalidArgument" });
  });

  it("copies, tags and deletes single versions", async () => {
    await versioning("Enabled");
    const first = await put("note", "first");
    await put("note", "second");
    const tagged = { Bucket, Key: "note", VersionId: first };
    const Tagging = { TagSet: [{ Key: "kind", Value: "draft" }] };
    await attic.client.send(new PutObjectTaggingCommand({ ...tagged, Tagging }));
    assert.deepEqual((await attic.client.send(new GetObjectTaggingCommand(tagged))).TagSet, Tagging.TagSet);
    assert.deepEqual((await attic.client.send(new GetObjectTaggingCommand({ Bucket, Key: "note" }))).TagSet, []);
    const copy = await attic.client.send(
      new CopyObjectCommand({ Bucket, Key: "note", CopySource: `${Bucket}/note?versionId=${first}` }),
    );
    assert.equal(copy.CopySourceVersionId, first);
    assert.equal(await read("note"), "first");
    const Objects = [{ Key: "note", VersionId: first }, { Key: "none" }];
    const { Deleted, Errors } = await attic.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    assert.deepEqual([Deleted?.length, Errors], [2, undefined]);
    assert.equal(Deleted?.[1]?.DeleteMarker, true);
    await assert.rejects(
      attic.client.send(new HeadObjectCommand(tagged)),
      ({ $metadata }) => $metadata.httpStatusCode === 404,
    );
  });
});
