import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import type { Services } from "../directory";
import type { Service } from "../service";
import { refuseInput, SQS_ERRORS } from "./errors";
import { queueKeyUse } from "./key-use";
import { addPermission } from "./operations/add-permission";
import { changeMessageVisibility } from "./operations/change-message-visibility";
import { changeMessageVisibilityBatch } from "./operations/change-message-visibility-batch";
import { createQueue } from "./operations/create-queue";
import { deleteMessage } from "./operations/delete-message";
import { deleteMessageBatch } from "./operations/delete-message-batch";
import { deleteQueue } from "./operations/delete-queue";
import { getQueueAttributes } from "./operations/get-queue-attributes";
import { getQueueUrl } from "./operations/get-queue-url";
import { listDeadLetterSourceQueues } from "./operations/list-dead-letter-source-queues";
import { listQueueTags } from "./operations/list-queue-tags";
import { listQueues } from "./operations/list-queues";
import { purgeQueue } from "./operations/purge-queue";
import { receiveMessage } from "./operations/receive-message";
import { removePermission } from "./operations/remove-permission";
import { sendMessage } from "./operations/send-message";
import { sendMessageBatch } from "./operations/send-message-batch";
import { setQueueAttributes } from "./operations/set-queue-attributes";
import type { SqsParts } from "./operations/sqs-operation";
import { tagQueue } from "./operations/tag-queue";
import { untagQueue } from "./operations/untag-queue";
import { SQS_DENIAL } from "./permissions";
import { SQS_QUERY_SHAPES } from "./query-shapes";
import { QueueRegistry } from "./queue/queue-registry";
import { createQueues, type Queues } from "./queue/queues";
import { queueType } from "./resources/queue";
import { queuePolicyType } from "./resources/queue-policy";
import { redriveAllowPolicyType } from "./resources/redrive-allow-policy";
import { redrivePolicyType } from "./resources/redrive-policy";

const OPERATIONS: readonly Operation<SqsParts>[] = [
  addPermission,
  changeMessageVisibility,
  changeMessageVisibilityBatch,
  createQueue,
  deleteMessage,
  deleteMessageBatch,
  deleteQueue,
  getQueueAttributes,
  getQueueUrl,
  listDeadLetterSourceQueues,
  listQueueTags,
  listQueues,
  purgeQueue,
  receiveMessage,
  removePermission,
  sendMessage,
  sendMessageBatch,
  setQueueAttributes,
  tagQueue,
  untagQueue,
];

declare module "../directory" {
  interface Services {
    readonly sqs: Service & { readonly queues: Queues };
  }
}

/** SQS: durable queues, standard and FIFO, for SDK clients, for API Gateway and, through `queues`, for the event source poller. */
export const createSqsService = (cloud: Cloud): Services["sqs"] => {
  const registry = new QueueRegistry(cloud);
  const { access, clock, log } = cloud;
  const useKey = queueKeyUse(cloud);
  return {
    name: "sqs",
    ...createApi({
      service: "sqs",
      services: { registry, clock, partition: cloud.partition, useKey },
      access,
      denial: SQS_DENIAL,
      operations: OPERATIONS,
      notEmulated: ["CancelMessageMoveTask", "ListMessageMoveTasks", "StartMessageMoveTask"],
      errors: SQS_ERRORS,
      refuse: refuseInput,
      query: SQS_QUERY_SHAPES,
      log,
    }),
    resources: [
      queueType(registry),
      queuePolicyType(registry),
      redriveAllowPolicyType(registry),
      redrivePolicyType(registry),
    ],
    queues: createQueues(registry, cloud, useKey),
    stop: () => registry.close(),
  };
};
