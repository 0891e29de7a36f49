import { changeDomain, createDomain, removeDomain } from "../hosted/domains";
import type { UserPools } from "../user-pools";
import { keptType } from "./kept";

export const userPoolDomainType = (pools: UserPools) =>
  keptType({
    type: "aws:cognito/userPoolDomain:UserPoolDomain",
    async keep({ domain, userPoolId, certificateArn, managedLoginVersion }) {
      const { id: pool } = pools.require(String(userPoolId));
      const name = String(domain);
      const certificate = certificateArn ? String(certificateArn) : undefined;
      const version = Number(managedLoginVersion ?? 1);
      const known = pools.domains.get(name);
      if (known?.pool === pool) await changeDomain(pools, known, { certificate, version });
      else await createDomain(pools, { name, pool, certificate, version });
      return undefined;
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
    delete: (id) => removeDomain(pools, id),
  });
