import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { checkArn } from "../sns-error";
import type { SnsParts } from "./sns-operation";

const Input = z.object({ TopicArn: z.string() });

/** fidelity: docs: DeleteTopic: of a topic that is not there it is no error */
export const deleteTopic = operation(
  "DeleteTopic",
  Input,
  {
    action: "sns:DeleteTopic",
    on: ({ topics }: SnsParts, { TopicArn }) => {
      const arn = checkArn(TopicArn, "TopicArn");
      return resource({ resource: arn, resourcePolicy: topics.policyOf(arn) }, () => arn);
    },
  },
  ({ topics }) =>
    async (_, arn) => {
      await topics.remove(arn);
      return NO_OUTPUT;
    },
);
