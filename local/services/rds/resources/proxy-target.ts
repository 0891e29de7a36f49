import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
import { text } from "../master";
import type { Proxies } from "../rds-proxy/proxies";
import type { ProxyRecord } from "../rds-proxy/proxy-record";
import { nameOf } from "../server-record";

const TYPE = "aws:rds/proxyTarget:ProxyTarget";

/** What a proxy leads to. */
export const proxyTargetType = (proxies: Proxies): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const created = recorded(TYPE, inputs, context);
    const proxy = proxies.find(String(inputs.dbProxyName));
    if (proxy.target)
      // fidelity: docs: RegisterDBProxyTargets, DBProxyTargetAlreadyRegisteredFault; the words are a guess
      throw new ServiceError("DBProxyTargetAlreadyRegisteredFault", "The proxy is already associated with a target");
    await proxies.change(proxy.name, { target: targetOf(proxies, inputs) });
    return created;
  },
  async read(_id, known) {
    const name = String(known.dbProxyName);
    if (!proxies.has(name)) return undefined;
    const { target } = proxies.find(name);
    const found = target && shown(proxies, target);
    // An import names what it expects to find there.
    if (found === undefined || (known.rdsResourceId !== undefined && known.rdsResourceId !== found.rdsResourceId))
      return undefined;
    return { dbProxyName: name, targetGroupName: "default", ...found };
  },
  async delete(_id, { dbProxyName }) {
    const name = String(dbProxyName);
    if (proxies.has(name)) await proxies.change(name, { target: undefined });
  },
});

const targetOf = ({ targets }: Proxies, inputs: Properties): NonNullable<ProxyRecord["target"]> => {
  const cluster = text(inputs.dbClusterIdentifier);
  if (cluster !== undefined) return { kind: "cluster", identifier: targets.cluster.find(cluster).identifier };
  const wanted = text(inputs.dbInstanceIdentifier) ?? "";
  const found = targets.instance.all().find((each) => nameOf(each) === wanted);
  if (!found) throw targets.instance.kind.notFound(wanted);
  // fidelity: docs: RDS user guide, "Quotas and limitations for RDS Proxy": the writer of an RDS database alone
  if (found.source !== undefined)
    throw new ServiceError("InvalidDBInstanceState", `DB instance ${wanted} is a read replica and can't be a target`);
  return { kind: "instance", identifier: found.identifier };
};

const shown = ({ targets }: Proxies, { kind, identifier }: NonNullable<ProxyRecord["target"]>): Properties => {
  const name = nameOf(targets[kind].find(identifier));
  return kind === "cluster"
    ? { dbClusterIdentifier: name, type: "TRACKED_CLUSTER", rdsResourceId: name }
    : { dbInstanceIdentifier: name, type: "RDS_INSTANCE", rdsResourceId: name };
};
