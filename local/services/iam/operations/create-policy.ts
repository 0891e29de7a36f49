import * as z from "zod";
import { uniqueId } from "../../../access/keys";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { alreadyExists } from "../errors";
import type { PolicyRecord } from "../role-record";
import { shownPolicy } from "../shown";
import { arnOf, type IamParts, Path, PolicyName } from "./iam-operation";

const Input = z.object({
  PolicyName,
  PolicyDocument: z.string().min(1).max(131_072),
  Path,
  Description: z.string().max(1_000).optional(),
});

export const createPolicy = operation(
  "CreatePolicy",
  Input,
  {
    action: "iam:CreatePolicy",
    on: (services: IamParts, { PolicyName, Path }) => resource(arnOf(services, "policy", Path, PolicyName)),
  },
  (services) => async (input) => {
    const { identities, cloud } = services;
    const arn = arnOf(services, "policy", input.Path, input.PolicyName);
    if (identities.policy(arn)) {
      throw alreadyExists(`A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`);
    }
    const policy: PolicyRecord = {
      arn,
      name: input.PolicyName,
      policyId: uniqueId("ANPA", 21),
      policy: input.PolicyDocument,
      createdAt: new Date(cloud.clock.now()).toISOString(),
      description: input.Description,
    };
    await identities.putPolicy(policy);
    return { Policy: shownPolicy(policy, 0) };
  },
);
