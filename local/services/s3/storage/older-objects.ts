import type { Storage } from "../../../data/storage";
import type { StoredObject } from "./stored-object";
import type { VersionIndex } from "./version-index";

/** Takes over the objects of a version of the local cloud that kept one record a key. */
export const moveOlderObjects = async (storage: Storage, index: VersionIndex): Promise<void> => {
  const older = storage.collection<Omit<StoredObject, "versionId">>("s3.objects");
  for (const [name, object] of [...older.entries()]) {
    const bucket = name.slice(0, name.indexOf("/"));
    if (!index.newest(bucket, object.key)) await index.put(bucket, { ...object, versionId: "null" });
    await older.remove(name);
  }
};
