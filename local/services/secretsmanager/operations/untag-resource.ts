import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { SecretId } from "./inputs";
import { namedSecret } from "./secrets-operation";

const Input = z.object({ SecretId, TagKeys: z.array(z.string()) });

export const untagResource = operation(
  "UntagResource",
  Input,
  { action: "secretsmanager:UntagResource", on: namedSecret },
  ({ secrets }) =>
    async ({ TagKeys }, record) => {
      const tags = Object.entries(record.tags ?? {}).filter(([key]) => !TagKeys.includes(key));
      await secrets.keep({ ...record, tags: Object.fromEntries(tags) });
      return NO_OUTPUT;
    },
);
