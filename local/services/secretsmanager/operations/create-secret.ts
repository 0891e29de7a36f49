import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { hasValue } from "../secret-record";
import { Description, KmsKeyId, Replicas, replicasOf, Tags, Token, tagsOf, tokenOf, VALUE, valueIn } from "./inputs";
import { replicationStatus } from "./replication-status";
import { asked, type SecretsParts } from "./secrets-operation";

const Input = z.object({
  Name: z.string().min(1).max(512),
  ClientRequestToken: Token,
  Description: Description.optional(),
  KmsKeyId: KmsKeyId.optional(),
  ...VALUE,
  Tags: Tags.optional(),
  AddReplicaRegions: Replicas.optional(),
  ForceOverwriteReplicaSecret: withoutEffect(true, false),
});

export const createSecret = operation(
  "CreateSecret",
  Input,
  {
    action: "secretsmanager:CreateSecret",
    on: ({ secrets }: SecretsParts, { Name, ClientRequestToken }) => {
      tokenOf(ClientRequestToken);
      return resource(asked(secrets, Name));
    },
  },
  ({ secrets, useKey, cloud }) =>
    async (input, _, { principal }) => {
      const value = valueIn(input);
      const id = tokenOf(input.ClientRequestToken);
      // fidelity: observed: a secret that this very call has made is no conflict
      const earlier = secrets.find(input.Name);
      const mine = earlier?.versions[id] && !earlier.deletion ? earlier : undefined;
      const made = {
        name: input.Name,
        description: input.Description,
        kmsKeyId: input.KmsKeyId,
        ...(input.Tags ? { tags: tagsOf(input.Tags) } : {}),
        ...(input.AddReplicaRegions ? { replicas: replicasOf(input.AddReplicaRegions, cloud.region) } : {}),
      };
      useKey({ arn: secrets.arnOf(input.Name), kmsKeyId: input.KmsKeyId }, "encrypt", principal);
      const record = mine ?? (await secrets.create(made));
      const VersionId = hasValue(value) ? await secrets.putValue(record, value, { id }) : undefined;
      return { ARN: record.arn, Name: record.name, VersionId, ...replicationStatus(record) };
    },
);
