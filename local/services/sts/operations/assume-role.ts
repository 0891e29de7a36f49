import * as z from "zod";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import { mayAssume } from "../may-assume";
import type { StsServices } from "../sts-services";

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
  ({ access, roles, clock }: StsServices) =>
    ({ RoleArn, RoleSessionName, DurationSeconds, ExternalId }, { principal }) => {
      const role = roles.find(RoleArn.split("/").pop() ?? "");
      const context: Record<string, string> = ExternalId === undefined ? {} : { "sts:ExternalId": ExternalId };
      if (role?.arn !== RoleArn || !mayAssume(access, principal, role, context)) {
        // AWS does not tell an unknown role from a forbidden one. fidelity: observed
        throw new ServiceError(
          "AccessDenied",
          `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
          403,
        );
      }
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
