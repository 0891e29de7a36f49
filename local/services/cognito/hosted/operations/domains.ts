import * as z from "zod";
import { operation } from "../../../../wire/operations/operation";
import { resource } from "../../../../wire/operations/right";
import { type CognitoParts, onPool } from "../../operations/cognito-operation";
import { changeDomain, createDomain, removeDomain, requireDomain } from "../domains";
import type { DomainRecord } from "../records";

const settings = {
  Domain: z.string().min(1).max(63),
  UserPoolId: z.string().min(1),
  CustomDomainConfig: z.object({ CertificateArn: z.string().min(20).max(2048) }).optional(),
  ManagedLoginVersion: z.number().int().min(1).max(2).optional(),
};

const made = ({ certificate, distribution, version }: DomainRecord) => ({
  ...(certificate ? { CloudFrontDomain: distribution } : {}),
  ManagedLoginVersion: version,
});

export const createUserPoolDomain = operation(
  "CreateUserPoolDomain",
  z.object(settings),
  onPool("CreateUserPoolDomain"),
  ({ pools }: CognitoParts) =>
    async ({ Domain: name, CustomDomainConfig, ManagedLoginVersion: version }, { id: pool }) =>
      made(await createDomain(pools, { name, pool, version, certificate: CustomDomainConfig?.CertificateArn })),
);

export const updateUserPoolDomain = operation(
  "UpdateUserPoolDomain",
  z.object(settings),
  onPool("UpdateUserPoolDomain"),
  ({ pools }: CognitoParts) =>
    async ({ Domain, CustomDomainConfig, ManagedLoginVersion: version }, { id }) => {
      const known = requireDomain(pools, Domain, id);
      return made(await changeDomain(pools, known, { version, certificate: CustomDomainConfig?.CertificateArn }));
    },
);

/** Says nothing of a domain that is not there. fidelity: docs: service authorization reference: on all pools */
export const describeUserPoolDomain = operation(
  "DescribeUserPoolDomain",
  z.object({ Domain: settings.Domain }),
  { action: "cognito-idp:DescribeUserPoolDomain", on: () => resource("*") },
  ({ pools }: CognitoParts) =>
    ({ Domain }) => {
      const domain = pools.domains.get(Domain);
      if (!domain) return { DomainDescription: {} };
      const { pool, certificate, distribution, version } = domain;
      return {
        DomainDescription: {
          Domain,
          UserPoolId: pool,
          AWSAccountId: pools.cloud.account,
          CloudFrontDistribution: distribution,
          CustomDomainConfig: certificate ? { CertificateArn: certificate } : {},
          ManagedLoginVersion: version,
          Status: "ACTIVE",
        },
      };
    },
);

export const deleteUserPoolDomain = operation(
  "DeleteUserPoolDomain",
  z.object({ Domain: settings.Domain, UserPoolId: settings.UserPoolId }),
  onPool("DeleteUserPoolDomain"),
  ({ pools }: CognitoParts) =>
    async ({ Domain }, { id }) => {
      await removeDomain(pools, requireDomain(pools, Domain, id).name);
      return {};
    },
);
