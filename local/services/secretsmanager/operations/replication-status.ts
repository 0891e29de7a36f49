import type { SecretRecord } from "../secret-record";

/** fidelity: guess: copies are in sync from the start; none is made, since the local cloud is one region */
export const replicationStatus = ({ replicas = [] }: SecretRecord) =>
  replicas.length === 0
    ? {}
    : {
        ReplicationStatus: replicas.map(({ region, kmsKeyId = "alias/aws/secretsmanager" }) => ({
          Region: region,
          KmsKeyId: kmsKeyId,
          Status: "InSync",
          StatusMessage: "Replication succeeded",
        })),
      };
