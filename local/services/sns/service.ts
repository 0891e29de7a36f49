import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Services } from "../directory";
import type { Service } from "../service";
import { listTopics } from "./operations/list-topics";
import { publish } from "./operations/publish";
import { invalidParameter, SNS_DENIAL } from "./operations/sns-operation";
import { SNS_QUERY_SHAPES } from "./query-shapes";
import { topicType } from "./resources/topic";
import { topicPolicyType } from "./resources/topic-policy";
import { topicSubscriptionType } from "./resources/topic-subscription";
import { Topics } from "./topics";

declare module "../directory" {
  interface Services {
    readonly sns: Service & { readonly topics: Topics };
  }
}

/** SNS: what is published to a topic is kept, and goes to queues and functions that subscribe. */
export const createSnsService = (cloud: Cloud): Services["sns"] => {
  const topics = new Topics(cloud);
  return {
    name: "sns",
    topics,
    resources: [topicType(topics), topicPolicyType(topics), topicSubscriptionType(topics)],
    start: () => topics.published.prune(),
    ...createApi({
      service: "sns",
      services: { topics, cloud },
      access: cloud.access,
      denial: SNS_DENIAL,
      operations: [listTopics, publish],
      errors: { xmlns: SNS_QUERY_SHAPES.xmlns },
      refuse: ({ issues: [issue] }) => invalidParameter(issue?.path.map(String).join(".") ?? ""),
      query: SNS_QUERY_SHAPES,
      log: cloud.log,
    }),
  };
};
