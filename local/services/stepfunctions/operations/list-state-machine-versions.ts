import { operation } from "../../../wire/operations/operation";
import { versionsOf } from "../versions";
import { PageInput, page } from "./pages";
import { Arn, ownMachine } from "./states-operation";

export const listStateMachineVersions = operation(
  "ListStateMachineVersions",
  PageInput.extend({ stateMachineArn: Arn }),
  { action: "states:ListStateMachineVersions", on: ownMachine },
  (services) => (asked, machine) =>
    page(
      "stateMachineVersions",
      versionsOf(services, machine.arn).map(({ arn, creationDate }) => ({ stateMachineVersionArn: arn, creationDate })),
      asked,
    ),
);
