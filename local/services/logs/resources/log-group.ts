import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";

const TYPE = "aws:cloudwatch/logGroup:LogGroup";

/** A log group has a name and a retention; what functions write is in `.local/logs/<function>.log`, whatever the group. */
export const logGroupType: ResourceType = {
  type: TYPE,
  create: async (inputs, context) => recorded(TYPE, inputs, context),
  update: async (id, inputs, _olds, context) => recorded(TYPE, { ...inputs, name: id }, context).outputs,
  delete: async () => {},
};
