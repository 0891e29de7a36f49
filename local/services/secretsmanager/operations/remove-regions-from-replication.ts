import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { SecretId } from "./inputs";
import { replicationStatus } from "./replication-status";
import { namedSecret } from "./secrets-operation";

const Input = z.object({ SecretId, RemoveReplicaRegions: z.array(z.string()).min(1) });

export const removeRegionsFromReplication = operation(
  "RemoveRegionsFromReplication",
  Input,
  { action: "secretsmanager:RemoveRegionsFromReplication", on: namedSecret },
  ({ secrets }) =>
    async ({ RemoveReplicaRegions }, record) => {
      const replicas = (record.replicas ?? []).filter(({ region }) => !RemoveReplicaRegions.includes(region));
      const kept = await secrets.keep({ ...record, replicas });
      return { ARN: kept.arn, ReplicationStatus: [], ...replicationStatus(kept) };
    },
);
