import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { Replicas, replicasOf, SecretId } from "./inputs";
import { replicationStatus } from "./replication-status";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId,
  AddReplicaRegions: Replicas,
  ForceOverwriteReplicaSecret: withoutEffect(true, false),
});

export const replicateSecretToRegions = operation(
  "ReplicateSecretToRegions",
  Input,
  { action: "secretsmanager:ReplicateSecretToRegions", on: namedSecret },
  ({ secrets, cloud }) =>
    async ({ AddReplicaRegions }, record) => {
      const added = replicasOf(AddReplicaRegions, cloud.region);
      const others = (record.replicas ?? []).filter(({ region }) => added.every((each) => each.region !== region));
      const kept = await secrets.keep({ ...record, replicas: [...others, ...added] });
      return { ARN: kept.arn, ...replicationStatus(kept) };
    },
);
