import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidRequest } from "../errors";
import { SecretId } from "./inputs";
import { namedSecret } from "./secrets-operation";

/** Of secrets here, which are all primaries. */
// fidelity: docs: StopReplicationToReplica: it is called in the region of the replica; guess: the text
export const stopReplicationToReplica = operation(
  "StopReplicationToReplica",
  z.object({ SecretId }),
  { action: "secretsmanager:StopReplicationToReplica", on: namedSecret },
  () => () => {
    throw invalidRequest("Operation not permitted on a primary secret. Call must be made in replica secret's region.");
  },
);
