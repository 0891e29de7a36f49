import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { isObject, objectOf } from "../../../languages/json/json-object";
import type { Buses } from "../buses";
import { statementsOf, withStatements } from "../policy-statements";

const TYPE = "aws:cloudwatch/eventPermission:EventPermission";

/** One statement of a bus's policy. Its id is that of the statement, behind the bus where that is not the default one. */
export const eventPermissionType = (buses: Buses, partition: string): ResourceType => {
  const busOf = ({ eventBusName }: Properties): string =>
    buses.nameOf(typeof eventBusName === "string" ? eventBusName : undefined);
  const change = async (bus: string, sid: string, statement: object | undefined): Promise<void> => {
    const record = buses.require(bus);
    const others = statementsOf(record).filter(({ Sid }) => Sid !== sid);
    await buses.change(bus, { policy: withStatements(statement ? [...others, { ...statement }] : others) });
  };
  const statementOf = (inputs: Properties): object => {
    const { statementId, action = "events:PutEvents", principal, condition } = inputs;
    const { type, key, value } = objectOf(condition);
    return {
      Sid: statementId,
      Effect: "Allow",
      Principal: principal === "*" ? "*" : { AWS: `arn:${partition}:iam::${principal}:root` },
      Action: action,
      Resource: buses.arn(busOf(inputs)),
      ...(condition ? { Condition: { [String(type)]: { [String(key)]: value } } } : {}),
    };
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      await change(busOf(inputs), String(inputs.statementId), statementOf(inputs));
      return { id, outputs };
    },
    async update(_, inputs, olds) {
      await change(busOf(inputs), String(inputs.statementId), statementOf(inputs));
      return { ...olds.outputs, ...inputs };
    },
    async read(id, known) {
      const statementId = String(known.statementId ?? id.split("/").pop());
      const bus = buses.find(busOf(known));
      const found = bus && statementsOf(bus).find(({ Sid }) => Sid === statementId);
      if (!found) return undefined;
      const principal = isObject(found.Principal) ? String(found.Principal.AWS).split(":")[4] : "*";
      return { statementId, action: found.Action, principal, eventBusName: bus.name };
    },
    async delete(_, outputs) {
      if (buses.find(busOf(outputs))) await change(busOf(outputs), String(outputs.statementId), undefined);
    },
  };
};
