import { awsType } from "../aws-types/aws-types";
import { knownClass } from "../aws-types/resource-class";
import type { Properties } from "../engine/resources/resource-type";
import { equal } from "../engine/values/diff";
import type { Received } from "./properties";

/** Inputs as the service has them: what somebody changed there since the last operation is not what the program said. */
export const drifted = (type: string, { raw }: Received, state: Received, outputs: Properties): Properties => {
  const { inputs } = knownClass(type);
  const changed = Object.entries(outputs).filter(
    ([key, value]) => inputs.has(key) && key in state.values && !equal(value, state.values[key]),
  );
  return { ...raw, ...Object.fromEntries(changed) };
};

/** Outputs without what resources of other types have set: a change of theirs is not this one's drift. */
export const withoutOthers = (type: string, inputs: Received, outputs: Properties): Properties => {
  const others = (awsType(type).setByOthers ?? []).filter((property) => inputs.values[property] === undefined);
  return Object.fromEntries(Object.entries(outputs).filter(([property]) => !others.includes(property)));
};
