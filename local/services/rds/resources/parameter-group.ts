import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { ParameterValues } from "../parameters";
import type { Servers } from "../servers";

/** Parameters that PostgreSQL knows take effect on the clusters, or instances, of the group: they are started anew. */
export const parameterGroupType = (type: string, servers: Servers): ResourceType => ({
  type,
  async create(inputs, context) {
    const created = recorded(type, inputs, context);
    await servers.setParameters(created.id, values(inputs));
    return created;
  },
  async update(id, inputs, olds) {
    await servers.setParameters(id, values(inputs));
    return { ...olds.outputs, ...inputs };
  },
  read: async (id) => (servers.hasParameters(id) ? { name: id } : undefined),
  delete: (id) => servers.removeParameters(id),
});

const values = (inputs: Properties): ParameterValues => {
  const list = Array.isArray(inputs.parameters) ? (inputs.parameters as Properties[]) : [];
  return Object.fromEntries(list.map(({ name, value }) => [String(name), String(value)]));
};
