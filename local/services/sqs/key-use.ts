import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { KeyCaller } from "../kms/service";
import type { Queue } from "./queue/queue";

/** What a caller needs of the key of its queue's, by what it does. */
// fidelity: docs: SQS developer guide, "Key management": senders and receivers, in their own names
const ACTIONS = { send: ["kms:GenerateDataKey", "kms:Decrypt"], receive: ["kms:Decrypt"] } as const;

// fidelity: docs: SQS API model, the errors of SendMessage and ReceiveMessage
const CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: "KMS.AccessDeniedException",
  DisabledException: "KMS.DisabledException",
  KMSInvalidStateException: "KMS.InvalidStateException",
  NotFoundException: "KMS.NotFoundException",
};

export type UseQueueKey = (queue: Queue, verb: keyof typeof ACTIONS, by: Principal | KeyCaller) => void;

/** Asks for the use of a queue's key, where it has one of its own. @throws {ServiceError} as SQS tells what KMS says */
// fidelity: guess: at once: SQS keeps a data key for as long as KmsDataKeyReusePeriodSeconds says
export const queueKeyUse =
  (cloud: Pick<Cloud, "directory">): UseQueueKey =>
  (queue, verb, by) => {
    const { key } = queue.settings;
    if (key === undefined) return;
    try {
      cloud.directory.kms.use({ key, actions: ACTIONS[verb], principal: by, via: "sqs" });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw new ServiceError(CODES[error.code] ?? error.code, error.message);
    }
  };
