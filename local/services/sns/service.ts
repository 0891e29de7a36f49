import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { renderQuery } from "../../wire/protocols/aws-query";
import { renderError } from "../../wire/protocols/render-error";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest } from "../../wire/transport/api-request";
import type { Services } from "../directory";
import type { Service } from "../service";
import { addPermission } from "./operations/add-permission";
import { confirm, confirmSubscription } from "./operations/confirm-subscription";
import { createTopic } from "./operations/create-topic";
import { deleteTopic } from "./operations/delete-topic";
import { getSubscriptionAttributes } from "./operations/get-subscription-attributes";
import { getTopicAttributes } from "./operations/get-topic-attributes";
import { listSubscriptions, listSubscriptionsByTopic } from "./operations/list-subscriptions";
import { listTopics } from "./operations/list-topics";
import { publish } from "./operations/publish";
import { publishBatch } from "./operations/publish-batch";
import { removePermission } from "./operations/remove-permission";
import { setSubscriptionAttributes } from "./operations/set-subscription-attributes";
import { setTopicAttributes } from "./operations/set-topic-attributes";
import { SNS_DENIAL, type SnsParts } from "./operations/sns-operation";
import { subscribe } from "./operations/subscribe";
import { listTagsForResource, tagResource, untagResource } from "./operations/tag-resource";
import { unsubscribe } from "./operations/unsubscribe";
import { Publisher } from "./publisher";
import { SNS_QUERY_SHAPES } from "./query-shapes";
import { topicType } from "./resources/topic";
import { topicPolicyType } from "./resources/topic-policy";
import { topicSubscriptionType } from "./resources/topic-subscription";
import { invalidParameter } from "./sns-error";
import { Topics } from "./topics";

declare module "../directory" {
  interface Services {
    readonly sns: Service & { readonly topics: Topics; readonly publisher: Publisher };
  }
}

const OPERATIONS: readonly Operation<SnsParts>[] = [
  addPermission,
  confirmSubscription,
  createTopic,
  deleteTopic,
  getSubscriptionAttributes,
  getTopicAttributes,
  listSubscriptions,
  listSubscriptionsByTopic,
  listTagsForResource,
  listTopics,
  publish,
  publishBatch,
  removePermission,
  setSubscriptionAttributes,
  setTopicAttributes,
  subscribe,
  tagResource,
  unsubscribe,
  untagResource,
];

/** SNS: what is published to a topic is kept until each subscriber that wants it has it. */
export const createSnsService = (cloud: Cloud): Services["sns"] => {
  const topics = new Topics(cloud);
  const publisher = new Publisher(topics, cloud);
  return {
    name: "sns",
    topics,
    publisher,
    resources: [topicType(topics), topicPolicyType(topics), topicSubscriptionType(topics)],
    open: (request) => confirmByLink(topics, request),
    async start() {
      await topics.published.prune();
      await publisher.start();
    },
    stop: () => publisher.stop(),
    ...createApi({
      service: "sns",
      services: { topics, publisher, cloud },
      access: cloud.access,
      denial: SNS_DENIAL,
      operations: OPERATIONS,
      errors: { xmlns: SNS_QUERY_SHAPES.xmlns },
      refuse: ({ issues: [issue] }) => invalidParameter(issue?.path.map(String).join(".") ?? ""),
      query: SNS_QUERY_SHAPES,
      log: cloud.log,
    }),
  };
};

/** The link in a subscription's confirmation, which an endpoint opens without credentials. */
const confirmByLink = async (topics: Topics, request: Omit<ApiRequest, "principal">) => {
  const query = new URLSearchParams(request.url.split("?")[1] ?? "");
  if (request.method !== "GET" || query.get("Action") !== "ConfirmSubscription") return undefined;
  const { requestId } = request;
  try {
    const output = await confirm(topics, query.get("TopicArn") ?? "", query.get("Token") ?? "");
    return renderQuery("ConfirmSubscription", output, { shapes: SNS_QUERY_SHAPES, answer: "xml", requestId });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return renderError(request, error, { xmlns: SNS_QUERY_SHAPES.xmlns });
  }
};
