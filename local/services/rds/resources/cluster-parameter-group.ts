import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Clusters } from "../clusters";
import type { ParameterValues } from "../parameters";

const TYPE = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

/** Parameters that PostgreSQL knows take effect on the clusters of the group, which are started anew for it. */
export const clusterParameterGroupType = (clusters: Clusters): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const created = recorded(TYPE, inputs, context);
    await clusters.setParameters(created.id, values(inputs));
    return created;
  },
  async update(id, inputs, olds) {
    await clusters.setParameters(id, values(inputs));
    return { ...olds.outputs, ...inputs };
  },
  delete: (id) => clusters.removeParameters(id),
});

const values = (inputs: Properties): ParameterValues => {
  const list = Array.isArray(inputs.parameters) ? (inputs.parameters as Properties[]) : [];
  return Object.fromEntries(list.map(({ name, value }) => [String(name), String(value)]));
};
