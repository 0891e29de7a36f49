import * as pulumi from "@pulumi/pulumi";

/** What follows from all that a program makes, told once it has made it: after everything that it does without waiting. */
export const atProgramEnd = <T>(tell: () => T): pulumi.Output<pulumi.Unwrap<T>> =>
  pulumi.output(new Promise<void>((done) => void setImmediate(done)).then(tell));
