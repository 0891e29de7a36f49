import type { Right } from "../../../wire/operations/right";
import type { ApiRequest } from "../../../wire/transport/api-request";
import type { S3Call } from "../s3-call";
import { asked, type S3Parts } from "../s3-operation";
import type { StoredObject } from "../storage/stored-object";
import { findObject } from "./find-object";

/** Rights on an object that has to be there; others where a version of it is named. */
export const onVersion = (
  current: readonly string[],
  version: readonly string[],
  marker?: "refused",
): Right<S3Parts, S3Call, StoredObject, ApiRequest> => ({
  action: [...current, ...version],
  on: (services, call) => {
    const versionId = call.query.get("versionId") ?? undefined;
    const own = asked(services, call, call);
    return {
      asked: (versionId === undefined ? current : version).map((action) => ({ ...own, action })),
      target: (also) => findObject(services, call, versionId, call, also, marker),
    };
  },
});
