import * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import { either, input, object, text } from "./args-shape";

/**
 * What encrypts data at rest: keys of AWS, free of charge; a KMS key that the component makes for itself (`"own"`,
 * billed); or one that is there, a `Key` or `{ kmsKeyArn }`, which several may share. Who reads and writes through
 * links gets the rights to the key where the service asks its caller for them.
 */
export type Encryption = "aws" | "own" | { readonly kmsKeyArn: pulumi.Input<string> };

type Given = Exclude<Encryption, string>;

export const encryptionShape: z.ZodOptional = either(
  (value) => value === "aws" || value === "own" || (pulumi.Resource.isInstance(value) && "kmsKeyArn" in value),
  object<Given>({ kmsKeyArn: input(text("the ARN of a key")) }, '"aws", "own", a Key'),
).optional();

/** What a plan says of the key. */
export interface KeySettings {
  readonly kmsKeyArn: pulumi.Input<string> | undefined;
  /** Whether the component makes one, which is then that of `kmsKeyArn`. */
  readonly makesKey?: true;
}

export const keySettings = (encryption: Encryption): KeySettings => {
  if (encryption === "aws") return { kmsKeyArn: undefined };
  return encryption === "own" ? { kmsKeyArn: undefined, makesKey: true } : { kmsKeyArn: encryption.kmsKeyArn };
};
