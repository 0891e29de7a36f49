import type * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import { either, input, object, text } from "./args-shape";

/** What encrypts data at rest: keys of AWS, free of charge, or a KMS key of one's own (billed). */
export type Encryption = "aws" | { readonly kmsKeyArn: pulumi.Input<string> };

export const encryptionShape: z.ZodOptional = either(
  (value) => value === "aws",
  object<Exclude<Encryption, "aws">>({ kmsKeyArn: input(text("the ARN of a key")) }, '"aws"'),
).optional();

/** The key of one's own, if there is one. */
export const ownKey = (encryption: Encryption): pulumi.Input<string> | undefined =>
  encryption === "aws" ? undefined : encryption.kmsKeyArn;
