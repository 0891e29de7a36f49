import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { checkAttributes, withAttributes } from "../settings/subscription-attributes";
import { type SnsParts, subscriptionOf } from "./sns-operation";

const Input = z.object({
  SubscriptionArn: z.string(),
  AttributeName: z.string(),
  AttributeValue: z.string().default(""),
});

export const setSubscriptionAttributes = operation(
  "SetSubscriptionAttributes",
  Input,
  { action: "sns:SetSubscriptionAttributes", on: subscriptionOf },
  ({ topics }: SnsParts) =>
    async ({ AttributeName, AttributeValue }, subscription) => {
      const { FilterPolicy, FilterPolicyScope } = subscription.attributes ?? {};
      const together = { ...(FilterPolicy && { FilterPolicy }), ...(FilterPolicyScope && { FilterPolicyScope }) };
      // A filter and its scope are set one after the other, and have to fit one another.
      checkAttributes({ ...together, [AttributeName]: AttributeValue }, subscription, "");
      const changed = withAttributes(subscription, { [AttributeName]: AttributeValue });
      await topics.subscribe(changed);
      return NO_OUTPUT;
    },
);
