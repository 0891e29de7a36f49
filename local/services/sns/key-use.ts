import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import type { KeyCaller } from "../kms/service";
import type { TopicRecord } from "./topics";

/** What a publisher needs of the key of an encrypted topic. */
// fidelity: docs: SNS developer guide, "Managing Amazon SNS encryption keys and costs": publishers, in their own names
const ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"] as const;

/** @throws {ServiceError} KMS's own */
export const useTopicKey = (
  cloud: Pick<Cloud, "directory">,
  { attributes = {} }: TopicRecord,
  by: Principal | KeyCaller,
): void => {
  const { KmsMasterKeyId: key } = attributes;
  if (key) cloud.directory.kms.use({ key, actions: ACTIONS, principal: by, via: "sns" });
};
