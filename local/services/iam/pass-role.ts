import type { Asked } from "../../wire/operations/right";

/** What a caller must be allowed that hands a role to a service, for which it then works. */
// fidelity: docs: "Grant a user permissions to pass a role to an AWS service"
export const passRole = (roleArn: string, service: string): Asked => ({
  action: "iam:PassRole",
  resource: roleArn,
  context: { "iam:PassedToService": service },
});
