import { between } from "../../../aws-types/rule";
import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Proxies } from "../rds-proxy/proxies";
import { DEFAULT_POOL, type PoolSettings } from "../rds-proxy/proxy-record";

const TYPE = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";

/** The limits of a proxy's pool. Its group is there with the proxy, and stays with it. */
export const proxyTargetGroupType = (proxies: Proxies): ResourceType => ({
  type: TYPE,
  check: violations,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await proxies.change(String(inputs.dbProxyName), { pool: settings(inputs) });
    return { id, outputs };
  },
  async update(_id, inputs, olds) {
    await proxies.change(String(inputs.dbProxyName), { pool: settings(inputs) });
    return { ...olds.outputs, ...inputs };
  },
  async read(id) {
    if (!proxies.has(id)) return undefined;
    const { name, pool } = proxies.find(id);
    const connectionPoolConfig = {
      connectionBorrowTimeout: pool.borrowTimeoutSeconds,
      maxConnectionsPercent: pool.maxPercent,
      maxIdleConnectionsPercent: pool.maxIdlePercent,
    };
    return { dbProxyName: name, name: "default", connectionPoolConfig };
  },
  // fidelity: docs: the provider's registry documentation: destroying it leaves the group as it is
  delete: async () => {},
});

const settings = ({ connectionPoolConfig }: Properties): PoolSettings => {
  const given = (connectionPoolConfig ?? {}) as Properties;
  const number = (value: unknown, other: number) => (typeof value === "number" ? value : other);
  return {
    maxPercent: number(given.maxConnectionsPercent, DEFAULT_POOL.maxPercent),
    maxIdlePercent: number(given.maxIdleConnectionsPercent, DEFAULT_POOL.maxIdlePercent),
    borrowTimeoutSeconds: number(given.connectionBorrowTimeout, DEFAULT_POOL.borrowTimeoutSeconds),
  };
};

// fidelity: docs: ConnectionPoolConfiguration
const violations = ({ connectionPoolConfig }: Properties) => {
  const given = (connectionPoolConfig ?? {}) as Properties;
  const most = typeof given.maxConnectionsPercent === "number" ? given.maxConnectionsPercent : DEFAULT_POOL.maxPercent;
  const bounds = [
    ["connectionBorrowTimeout", 0, 300],
    ["maxConnectionsPercent", 1, 100],
    ["maxIdleConnectionsPercent", 0, most],
  ] as const;
  return bounds.flatMap(([key, min, max]) => {
    const reason = typeof given[key] === "number" ? between(min, max)(given[key]) : undefined;
    return reason === undefined ? [] : [{ property: `connectionPoolConfig.${key}`, reason }];
  });
};
