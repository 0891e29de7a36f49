import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Servers } from "../servers";

const TYPE = "aws:rds/clusterInstance:ClusterInstance";

/** Instances of a cluster all lead to the one PostgreSQL of it; without any, its endpoints answer nobody. */
export const clusterInstanceType = (clusters: Servers): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const cluster = clusters.find(String(inputs.clusterIdentifier));
    const { id, outputs } = recorded(TYPE, inputs, context);
    // One account has one such label per region, in the names of its clusters and instances alike.
    const domain = cluster.endpoint.replace(/^[^.]+\.cluster-/, "");
    const endpoint = `${id}.${domain}`;
    const writer = Object.keys(cluster.instances)[0] ?? id;
    await clusters.change(cluster.identifier, { instances: { ...cluster.instances, [id]: endpoint } });
    return { id, outputs: { ...outputs, endpoint, port: cluster.port, writer: writer === id } };
  },
  update: async (_id, inputs, olds) => ({ ...olds.outputs, ...inputs }),
  async read(id) {
    const cluster = clusters.all().find(({ instances }) => instances[id] !== undefined);
    if (!cluster) return undefined;
    const { identifier: clusterIdentifier, instances, port } = cluster;
    const writer = Object.keys(instances)[0] === id;
    return { identifier: id, clusterIdentifier, endpoint: instances[id], port, writer };
  },
  async delete(id, outputs) {
    const cluster = clusters.find(String(outputs.clusterIdentifier));
    const { [id]: _gone, ...instances } = cluster.instances;
    await clusters.change(cluster.identifier, { instances });
  },
});
