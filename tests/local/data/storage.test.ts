import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "../../../local/data/storage";
import { checkStorageFile } from "../../../local/data/storage-file";

describe("the file of the storage", () => {
  let folder = "";
  let path = "";
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "storage-"));
    path = join(folder, "state.lmdb");
    const storage = Storage.open(folder);
    await storage.collection("a").put("key", "value");
    await storage.close();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("stays as it is when it is whole", () => {
    const before = readFileSync(path);
    checkStorageFile(path, "");
    assert.deepEqual(readFileSync(path), before);
  });

  for (const bytes of [1, 51, 100, 4096])
    it(`is made again when it was never whole: ${bytes} bytes`, async () => {
      truncateSync(path, bytes);
      checkStorageFile(path, "");
      assert.equal(existsSync(path), false);
      const storage = Storage.open(folder);
      assert.equal(storage.collection("a").get("key"), undefined);
      await storage.close();
    });

  it("is named, with the way out, when it is something else", () => {
    writeFileSync(path, "something else ".repeat(1000));
    assert.throws(() => Storage.open(folder), {
      name: "SetupError",
      message: `${path} is damaged and cannot be read: give up the data with npm run reset -- --data '${folder}'`,
    });
  });
});
