import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { createDomain } from "../hosted/domains";
import type { UserPools } from "../user-pools";

const TYPE = "aws:cognito/userPoolDomain:UserPoolDomain";

export const userPoolDomainType = (pools: UserPools): ResourceType => {
  const keep = async ({ domain, userPoolId, certificateArn, managedLoginVersion }: Properties) => {
    const { id: pool } = pools.require(String(userPoolId));
    const name = String(domain);
    const certificate = certificateArn ? String(certificateArn) : undefined;
    const version = managedLoginVersion === undefined ? undefined : Number(managedLoginVersion);
    const known = pools.domains.get(name);
    if (known?.pool !== pool) await createDomain(pools, { name, pool, certificate, version });
    else await pools.domains.put(name, { ...known, version: version ?? 1, ...(certificate ? { certificate } : {}) });
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const made = recorded(TYPE, inputs, context);
      await keep(made.outputs);
      return made;
    },
    async update(_, inputs, olds) {
      const outputs = { ...olds.outputs, ...inputs };
      await keep(outputs);
      return outputs;
    },
    async read(id) {
      const found = pools.domains.get(id);
      if (!found) return undefined;
      const { name, pool, certificate = "", version, distribution } = found;
      return {
        domain: name,
        userPoolId: pool,
        certificateArn: certificate,
        managedLoginVersion: version,
        cloudfrontDistribution: distribution,
      };
    },
    delete: (id) => pools.domains.remove(id),
  };
};
