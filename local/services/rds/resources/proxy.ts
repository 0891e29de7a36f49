import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { text } from "../master";
import type { Proxies } from "../rds-proxy/proxies";
import { DEFAULT_POOL, type ProxySecret } from "../rds-proxy/proxy-record";

const TYPE = "aws:rds/proxy:Proxy";

/** A pooled door to a cluster or an instance. */
export const proxyType = (proxies: Proxies): ResourceType => ({
  type: TYPE,
  check: violations,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await proxies.put({
      ...settings(inputs),
      name: id,
      id: String(outputs.arn).replace(/^.*:/, ""),
      endpoint: String(outputs.endpoint),
      pool: DEFAULT_POOL,
      endpoints: {},
    });
    return { id, outputs };
  },
  async update(id, inputs, olds) {
    await proxies.change(id, settings(inputs));
    return { ...olds.outputs, ...inputs };
  },
  async read(id) {
    if (!proxies.has(id)) return undefined;
    const { name, endpoint, requireTls, roleArn, idleClientSeconds, byToken } = proxies.find(id);
    return {
      name,
      endpoint,
      requireTls,
      roleArn,
      idleClientTimeout: idleClientSeconds,
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: byToken ? "IAM_AUTH" : "NONE",
    };
  },
  delete: (id) => proxies.remove(id),
});

/** fidelity: docs: CreateDBProxy, IdleClientTimeout: 30 minutes */
const IDLE_CLIENT_SECONDS = 1_800;

const settings = (inputs: Properties) => ({
  requireTls: inputs.requireTls === true,
  byToken: inputs.defaultAuthScheme === "IAM_AUTH",
  secrets: list(inputs.auths).map(
    ({ secretArn, iamAuth }): ProxySecret => ({ secretArn: String(secretArn), iam: iamAuth === "REQUIRED" }),
  ),
  roleArn: String(inputs.roleArn),
  idleClientSeconds: typeof inputs.idleClientTimeout === "number" ? inputs.idleClientTimeout : IDLE_CLIENT_SECONDS,
});

const list = (value: unknown): Properties[] => (Array.isArray(value) ? (value as Properties[]) : []);

const violations = (inputs: Properties) => {
  const found: { property: string; reason: string }[] = [];
  if (inputs.engineFamily !== "POSTGRESQL")
    found.push({
      property: "engineFamily",
      reason: `must be "POSTGRESQL": the local cloud has no other engine (it is "${inputs.engineFamily}")`,
    });
  // fidelity: docs: CreateDBProxy, Auth: required unless DefaultAuthScheme is IAM_AUTH
  if (inputs.defaultAuthScheme !== "IAM_AUTH" && list(inputs.auths).length === 0)
    found.push({ property: "auths", reason: 'must name a secret unless defaultAuthScheme is "IAM_AUTH"' });
  for (const [index, auth] of list(inputs.auths).entries())
    if (text(auth.secretArn) === undefined && typeof auth.secretArn !== "object")
      found.push({ property: `auths[${index}].secretArn`, reason: "is required" });
  return found;
};
