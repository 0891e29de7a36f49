import type * as pulumi from "@pulumi/pulumi";

/** The value of an output; rejects when the output fails. `promise` is internal to the SDK, hence the cast. */
export const resolved = <T>(output: pulumi.Output<T>): Promise<T> =>
  (output as unknown as { promise(): Promise<T> }).promise();

/** Whether only an update would tell the value. */
export const isUnknown = async (output: pulumi.Output<unknown>): Promise<boolean> =>
  !(await (output as unknown as { isKnown: Promise<boolean> }).isKnown);
