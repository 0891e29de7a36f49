import { type AwsTypes, here, text } from "../aws-type";
import { words } from "../name-rule";

/** The routes of an alias name versions of one machine, of which the alias is a part. */
const aliasArn = (routes: unknown, name: string): string => {
  const [first] = Array.isArray(routes) ? (routes as readonly { stateMachineVersionArn?: unknown }[]) : [];
  return `${text(first?.stateMachineVersionArn)
    .replace(/^arn:aws:/, "")
    .replace(/:\d+$/, "")}:${name}`;
};

export const SFN: AwsTypes = {
  "aws:sfn/activity:Activity": {
    name: words(80),
    id: (subject) => `arn:aws:${here("states", "activity:")(subject)}`,
    arn: here("states", "activity:"),
    replaceOn: ["encryptionConfiguration"],
  },
  "aws:sfn/alias:Alias": {
    name: words(80),
    id: ({ inputs, name }) => `arn:aws:${aliasArn(inputs.routingConfigurations, name)}`,
    arn: ({ inputs, name }) => aliasArn(inputs.routingConfigurations, name),
    replaceOn: [],
  },
  "aws:sfn/stateMachine:StateMachine": {
    name: words(80),
    id: (subject) => `arn:aws:${here("states", "stateMachine:")(subject)}`,
    arn: here("states", "stateMachine:"),
    defaults: { type: "STANDARD" },
    replaceOn: ["type"],
    volatile: { outputs: ["revisionId", "stateMachineVersionArn"], except: ["tags"] },
  },
};
