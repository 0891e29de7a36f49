import * as z from "zod";
import { resourceConflict } from "../errors";
import type { AliasRecord } from "../function-record";
import { AliasSettings, checkVersions, shownAlias } from "./alias-of";
import { answer, bodyOperation, functionOf } from "./lambda-operation";

const Input = z.object({
  ...AliasSettings,
  FunctionVersion: z.string().min(1).max(1_024),
  Name: z
    .string()
    .min(1)
    .max(128)
    .regex(/^(?!\d+$)[a-zA-Z0-9-_]+$/),
});

export const createAlias = bodyOperation(
  "CreateAlias",
  Input,
  { action: "lambda:CreateAlias", on: functionOf },
  ({ functions }) =>
    async ({ input }, { record }) => {
      const { Name: name, Description } = input;
      if (functions.alias(record.name, name)) throw resourceConflict(`Alias already exists: ${record.arn}:${name}`);
      const alias: AliasRecord = {
        functionName: record.name,
        name,
        version: input.FunctionVersion,
        weights: input.RoutingConfig?.AdditionalVersionWeights ?? {},
        ...(Description === undefined ? {} : { description: Description }),
      };
      checkVersions(record, alias);
      await functions.putAlias(alias);
      return answer(201, shownAlias(record, alias));
    },
);
