import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

export interface DeployedParts {
  note(kind: string, args: object): void;
  /** Changes with whatever a client can notice. */
  hash(): pulumi.Output<string>;
}

const DEPLOYED: ReadonlySet<string> = new Set(["authorizer", "integrations", "routes", "routeResponses"]);

/**
 * Notes what a deployment is a copy of, by the arguments of the children: outputs that nobody has set are unknown in a
 * preview, which would show another deployment each time.
 */
export const deployedParts = (): DeployedParts => {
  const parts: unknown[] = [];
  return {
    note: (kind, args) => {
      if (DEPLOYED.has(kind)) parts.push([kind, args]);
    },
    hash: () => pulumi.jsonStringify(parts).apply((deployed) => createHash("sha256").update(deployed).digest("hex")),
  };
};
