import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { StsParts } from "./sts-operation";

const Input = z.object({
  RoleArn: z.string().min(20).max(2_048),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  /** fidelity: docs: API_AssumeRole: 900 to the role's maximum; an hour unless said otherwise */
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3_600),
  ExternalId: z.string().optional(),
});

export const assumeRole = operation(
  "AssumeRole",
  Input,
  {
    action: "sts:AssumeRole",
    on: ({ roles }: StsParts, { RoleArn, ExternalId }) => {
      const role = roles.find(RoleArn.split("/").pop() ?? "");
      const known = role?.arn === RoleArn ? role : undefined;
      return resource(
        {
          resource: RoleArn,
          resourcePolicy: known?.trust,
          ...(ExternalId === undefined ? {} : { context: { "sts:ExternalId": ExternalId } }),
        },
        () => {
          if (known) return known;
          throw new Error("a role that is not there has no trust policy, and nobody may assume it");
        },
      );
    },
  },
  ({ access, clock }) =>
    ({ RoleArn, RoleSessionName, DurationSeconds }, role) => {
      const { accessKeyId, secretAccessKey, sessionToken } = access.assumeRole(RoleArn, RoleSessionName);
      clock.after(DurationSeconds * 1000, () => access.revoke(accessKeyId));
      return {
        Credentials: {
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretAccessKey,
          SessionToken: sessionToken,
          Expiration: new Date(clock.now() + DurationSeconds * 1000).toISOString(),
        },
        AssumedRoleUser: {
          AssumedRoleId: `${role.uniqueId}:${RoleSessionName}`,
          Arn: `${RoleArn.replace(":iam:", ":sts:").replace(/:role\/.*/, `:assumed-role/${role.name}`)}/${RoleSessionName}`,
        },
      };
    },
);
