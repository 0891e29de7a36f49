import { operation } from "../../../wire/operations/operation";
import { aliasesOf } from "../versions";
import { PageInput, page } from "./pages";
import { Arn, namedMachine } from "./states-operation";

/** The aliases of a machine, or those that lead to one of its versions. */
export const listStateMachineAliases = operation(
  "ListStateMachineAliases",
  PageInput.extend({ stateMachineArn: Arn }),
  { action: "states:ListStateMachineAliases", on: namedMachine },
  (services) =>
    (asked, { machine, version }) => {
      const all = aliasesOf(services, machine.arn)
        .filter(
          ({ routingConfiguration }) =>
            version === undefined || routingConfiguration.some((each) => each.stateMachineVersionArn === version.arn),
        )
        .map(({ arn, creationDate }) => ({ stateMachineAliasArn: arn, creationDate }));
      return page("stateMachineAliases", all, asked);
    },
);
