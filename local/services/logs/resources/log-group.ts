import { recorded } from "../../../engine/recorded";
import type { ResourceType } from "../../../engine/resource-type";

const TYPE = "aws:cloudwatch/logGroup:LogGroup";

/** fidelity: docs: PutRetentionPolicy, retentionInDays; 0 is the provider's word for never */
const RETENTIONS = [
  ...[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** A log group has a name and a retention; what functions write is in `.local/logs/<function>.log`, whatever the group. */
export const logGroupType: ResourceType = {
  type: TYPE,
  // fidelity: docs: the provider's schema (ForceNew)
  replaceOn: ["name", "namePrefix", "logGroupClass"],
  check({ retentionInDays: days }) {
    if (days === undefined || (typeof days === "number" && RETENTIONS.includes(days))) return [];
    return [{ property: "retentionInDays", reason: `must be one of ${RETENTIONS.join(", ")} (it is ${days})` }];
  },
  create: async (inputs, context) => recorded(TYPE, inputs, context),
  update: async (id, inputs, _olds, context) => recorded(TYPE, { ...inputs, name: id }, context).outputs,
  delete: async () => {},
};
