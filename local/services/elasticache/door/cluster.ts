import { createHash } from "node:crypto";
import { type Reply, ReplyError, ReplyMap } from "../resp/reply";
import { SLOTS, slotOf } from "../slots";
import type { Door } from "./door";

/** One shard of which the endpoint is primary and replica, as a serverless cache shows itself. */
// fidelity: observed: CLUSTER SLOTS of ElastiCache Serverless: its endpoint on 6379 and, for reads, on 6380
export const clusterCommand = (door: Door, name: string, args: readonly Buffer[]): Reply => {
  if (!door.cluster) return new ReplyError("ERR This instance has cluster support disabled");
  const nodes = [
    { port: door.port, role: "master" },
    ...(door.readerPort === undefined ? [] : [{ port: door.readerPort, role: "replica" }]),
  ].map((node) => ({ ...node, id: idOf(door.host, node.port) }));
  switch (name) {
    case "SLOTS":
      return [[0, SLOTS - 1, ...nodes.map(({ port, id }): Reply => [door.host, port, id, []])]];
    case "SHARDS":
      return [
        new ReplyMap([
          ["slots", [0, SLOTS - 1]],
          [
            "nodes",
            nodes.map(
              ({ port, id, role }) =>
                new ReplyMap([
                  ["id", id],
                  ["tls-port", port],
                  ["ip", door.host],
                  ["endpoint", door.host],
                  ["hostname", door.host],
                  ["role", role],
                  ["replication-offset", 0],
                  ["health", "online"],
                ]),
            ),
          ],
        ]),
      ];
    case "NODES":
      return nodes
        .map(({ port, id, role }, at) => {
          const flags = at === 0 ? "myself,master" : "slave";
          const primary = role === "master" ? "-" : nodes[0]?.id;
          return `${id} ${door.host}:${port}@${port},${door.host} ${flags} ${primary} 0 0 1 connected${role === "master" ? ` 0-${SLOTS - 1}` : ""}\n`;
        })
        .join("");
    case "INFO":
      return `cluster_enabled:1\r\ncluster_state:ok\r\ncluster_slots_assigned:${SLOTS}\r\ncluster_slots_ok:${SLOTS}\r\ncluster_known_nodes:${nodes.length}\r\ncluster_size:1\r\n`;
    case "MYID":
      return nodes[0]?.id ?? null;
    case "KEYSLOT":
      return args[0] ? slotOf(args[0]) : new ReplyError("ERR wrong number of arguments for 'cluster|keyslot' command");
    default:
      return new ReplyError(`ERR unknown subcommand '${name.slice(0, 128)}'. Try CLUSTER HELP.`);
  }
};

const idOf = (host: string, port: number): string => createHash("sha1").update(`${host}:${port}`).digest("hex");
