import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { checkArn, invalidParameter } from "../sns-error";
import type { SnsParts } from "./sns-operation";

/** fidelity: observed: test_unsubscribe_wrong_arn_format and test_unsubscribe_idempotency of LocalStack's tests */
export const unsubscribe = operation(
  "Unsubscribe",
  z.object({ SubscriptionArn: z.string().optional() }),
  {
    action: "sns:Unsubscribe",
    on: (_: SnsParts, { SubscriptionArn }) => {
      if (!SubscriptionArn) throw invalidParameter("SubscriptionArn Reason: no value for required parameter");
      const arn = checkArn(SubscriptionArn, "SubscriptionArn");
      if (arn.split(":").length === 6) throw invalidParameter("SubscriptionId");
      return resource("*", () => arn);
    },
  },
  ({ topics }) =>
    async (_, arn) => {
      await topics.unsubscribe(arn);
      return NO_OUTPUT;
    },
);
