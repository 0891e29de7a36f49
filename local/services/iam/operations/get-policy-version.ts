import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { noSuchEntity } from "../errors";
import { policyOf } from "../policy-of";
import { encodedPolicy } from "../shown";
import { PolicyArn } from "./iam-operation";

/** Policies have one version here, which changes in place. */
export const getPolicyVersion = operation(
  "GetPolicyVersion",
  z.object({ PolicyArn, VersionId: z.string() }),
  { action: "iam:GetPolicyVersion", on: policyOf },
  () =>
    ({ VersionId }, { arn, policy, createdAt }) => {
      if (VersionId !== "v1") {
        throw noSuchEntity(`Policy ${arn} version ${VersionId} does not exist or is not attachable.`);
      }
      const Document = encodedPolicy(policy);
      return { PolicyVersion: { Document, VersionId, IsDefaultVersion: true, CreateDate: createdAt } };
    },
);
