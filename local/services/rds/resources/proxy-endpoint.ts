import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
import type { Proxies } from "../rds-proxy/proxies";

const TYPE = "aws:rds/proxyEndpoint:ProxyEndpoint";

/** A further name of a proxy, to its readers where it says so. */
export const proxyEndpointType = (proxies: Proxies): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const created = recorded(TYPE, inputs, context);
    const proxy = proxies.find(String(inputs.dbProxyName));
    const readOnly = inputs.targetRole === "READ_ONLY";
    if (readOnly && proxy.target?.kind === "instance")
      // fidelity: docs: RDS user guide, "Working with RDS Proxy endpoints": read-only endpoints are for Aurora clusters
      throw new ServiceError("InvalidParameterValue", "READ_ONLY endpoints are supported for Aurora DB clusters alone");
    const host = String(created.outputs.endpoint);
    const name = String(inputs.dbProxyEndpointName);
    await proxies.change(proxy.name, { endpoints: { ...proxy.endpoints, [name]: { host, readOnly } } });
    return created;
  },
  update: async (_id, inputs, olds) => ({ ...olds.outputs, ...inputs }),
  async read(_id, { dbProxyName, dbProxyEndpointName }) {
    const [proxy, name] = [String(dbProxyName), String(dbProxyEndpointName)];
    const found = proxies.has(proxy) ? proxies.find(proxy).endpoints[name] : undefined;
    if (!found) return undefined;
    const targetRole = found.readOnly ? "READ_ONLY" : "READ_WRITE";
    return { dbProxyName: proxy, dbProxyEndpointName: name, endpoint: found.host, targetRole };
  },
  async delete(_id, { dbProxyName, dbProxyEndpointName }) {
    const proxy = String(dbProxyName);
    if (!proxies.has(proxy)) return;
    const { [String(dbProxyEndpointName)]: _gone, ...endpoints } = proxies.find(proxy).endpoints;
    await proxies.change(proxy, { endpoints });
  },
});
