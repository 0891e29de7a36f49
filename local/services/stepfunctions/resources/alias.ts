import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { requireRoutes } from "../operations/alias-routes";
import type { Route, StatesTables } from "../store";

const TYPE = "aws:sfn/alias:Alias";

/** Its id is its ARN. */
export const aliasType = (
  { aliases, versions }: Pick<StatesTables, "aliases" | "versions">,
  { clock }: Pick<Cloud, "clock">,
): ResourceType => {
  const put = async (name: string, inputs: Properties): Promise<Properties> => {
    const routes = (inputs.routingConfigurations as readonly Route[]).map(({ stateMachineVersionArn, weight }) => ({
      stateMachineVersionArn,
      weight,
    }));
    const { machineArn } = requireRoutes({ versions }, routes);
    const arn = `${machineArn}:${name}`;
    const now = clock.now() / 1000;
    const creationDate = aliases.get(arn)?.creationDate ?? now;
    const description = typeof inputs.description === "string" ? { description: inputs.description } : {};
    const dates = { creationDate, updateDate: now };
    await aliases.put(arn, { arn, machineArn, name, routingConfiguration: routes, ...description, ...dates });
    return { ...inputs, name, arn, creationDate: new Date(creationDate * 1000).toISOString() };
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const outputs = await put(nameOf(TYPE, inputs, context), inputs);
      return { id: String(outputs.arn), outputs };
    },
    async update(id, inputs, olds) {
      return { ...olds.outputs, ...(await put(id.split(":").pop() ?? id, inputs)) };
    },
    async read(id) {
      const alias = aliases.get(id);
      return alias && { arn: id, name: alias.name, routingConfigurations: alias.routingConfiguration };
    },
    delete: (id) => aliases.remove(id),
  };
};
