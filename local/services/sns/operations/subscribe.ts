import { randomBytes, randomUUID } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { postTo } from "../delivery/http-endpoint";
import { checkAttributes, OF_SUBSCRIBE, withAttributes } from "../settings/subscription-attributes";
import { checkEndpoint } from "../settings/subscription-endpoint";
import { invalidParameter } from "../sns-error";
import type { SubscriptionRecord } from "../topics";
import { type SnsParts, topicOf } from "./sns-operation";

const Input = z.object({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string().default(""),
  Attributes: z.record(z.string(), z.string()).default({}),
  ReturnSubscriptionArn: z.string().optional(),
});

export const subscribe = operation(
  "Subscribe",
  Input,
  { action: "sns:Subscribe", on: topicOf },
  ({ topics, cloud }: SnsParts) =>
    async ({ Protocol: protocol, Endpoint: endpoint, Attributes, ReturnSubscriptionArn }, { arn: topicArn }) => {
      checkEndpoint(protocol, endpoint, topicArn);
      checkAttributes(Attributes, { topicArn, endpoint, protocol }, OF_SUBSCRIBE);
      const known = topics
        .subscribers(topicArn)
        .find((each) => each.endpoint === endpoint && each.protocol === protocol);
      if (known) checkSame(known, Attributes);
      // Over HTTP and by mail the endpoint has to agree; what is sent nowhere is taken to have agreed.
      const token = /^(?:https?|email.*)$/.test(protocol) ? randomBytes(144).toString("hex") : undefined;
      const made: SubscriptionRecord = {
        arn: topics.newSubscriptionArn(topicArn),
        topicArn,
        protocol,
        endpoint,
        raw: false,
        token,
      };
      const subscription = known ?? withAttributes(made, Attributes);
      if (!known) await topics.subscribe(subscription);
      if (subscription.token === undefined) return { SubscriptionArn: subscription.arn };
      if (protocol.startsWith("http")) {
        void askEndpoint(subscription, cloud.endpoint, cloud.clock.now()).catch((error: unknown) =>
          cloud.log.warn(
            "sns",
            `${endpoint} was not asked to confirm: ${error instanceof Error ? error.message : error}`,
          ),
        );
      }
      return { SubscriptionArn: ReturnSubscriptionArn === "true" ? subscription.arn : "pending confirmation" };
    },
);

// fidelity: observed: test_subscribe_idempotency of LocalStack's tests
const checkSame = (known: SubscriptionRecord, attributes: Readonly<Record<string, string>>): void => {
  const same = withAttributes(known, attributes);
  const text = ({ raw, attributes = {} }: SubscriptionRecord) =>
    JSON.stringify([raw, Object.entries(attributes).sort()]);
  if (text(same) !== text(known)) {
    throw invalidParameter("Attributes Reason: Subscription already exists with different attributes");
  }
};

// fidelity: docs: "HTTP/HTTPS subscription confirmation JSON format"; the URL leads to this cloud, so that it answers
const askEndpoint = (
  { topicArn, endpoint, token = "" }: SubscriptionRecord,
  here: string,
  now: number,
): Promise<void> => {
  const query = new URLSearchParams({ Action: "ConfirmSubscription", TopicArn: topicArn, Token: token });
  const MessageId = randomUUID();
  const body = {
    Type: "SubscriptionConfirmation",
    MessageId,
    Token: token,
    TopicArn: topicArn,
    Message: `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `${here}/?${query}`,
    Timestamp: new Date(now).toISOString(),
    SignatureVersion: "1",
    Signature: "EXAMPLE",
    SigningCertURL: `https://sns.${topicArn.split(":")[3]}.amazonaws.com/SimpleNotificationService-EXAMPLE.pem`,
  };
  return postTo(endpoint, JSON.stringify(body, undefined, 2), {
    type: "SubscriptionConfirmation",
    messageId: MessageId,
    topicArn,
  });
};
