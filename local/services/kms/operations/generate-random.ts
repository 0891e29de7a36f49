import { randomBytes } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { validation } from "../errors";
import type { KmsParts } from "./kms-operation";

export const generateRandom = operation(
  "GenerateRandom",
  z.object({ NumberOfBytes: z.int().min(1).max(1_024).optional() }),
  { action: "kms:GenerateRandom", on: (_: KmsParts) => resource("*") },
  () =>
    ({ NumberOfBytes }) => {
      if (NumberOfBytes === undefined) throw validation("NumberOfBytes is required.");
      return { Plaintext: randomBytes(NumberOfBytes).toString("base64") };
    },
);
