import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { Streams, UseStreamKey } from "./store";

// fidelity: docs: Kinesis API model, errors of PutRecord and GetRecords
const CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: "KMSAccessDeniedException",
  DisabledException: "KMSDisabledException",
  KMSInvalidStateException: "KMSInvalidStateException",
  NotFoundException: "KMSNotFoundException",
};

/** fidelity: docs: Kinesis developer guide, "Permissions to use user-generated KMS keys": producers and consumers */
export const streamKeyUse =
  (cloud: Pick<Cloud, "directory">, streams: Streams): UseStreamKey =>
  ({ name, key }, action, principal) => {
    if (key === undefined) return;
    const context = { "aws:kinesis:arn": streams.arn(name) };
    try {
      cloud.directory.kms.use({ key, actions: [action], principal, via: "kinesis", context });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw new ServiceError(CODES[error.code] ?? error.code, error.message);
    }
  };
