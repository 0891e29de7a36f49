import * as pulumi from "@pulumi/pulumi";

// What the package offers to tests of programs is what the tests of the packages use.
export * from "serverless-tiers-local/testing";

/** Waits until each registration that the last ones led to is through. Internal to the SDK, hence the cast. */
export const settled = (): Promise<void> =>
  (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
