import { type AwsTypes, here } from "../aws-type";
import { words } from "../name-rule";

export const SFN: AwsTypes = {
  "aws:sfn/stateMachine:StateMachine": {
    name: words(80),
    id: (subject) => `arn:aws:${here("states", "stateMachine:")(subject)}`,
    arn: here("states", "stateMachine:"),
    replaceOn: ["type"],
  },
};
