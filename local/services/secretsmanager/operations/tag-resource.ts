import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId: z.string().min(1).max(2_048),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
});

export const tagResource = operation(
  "TagResource",
  Input,
  { action: "secretsmanager:TagResource", on: namedSecret },
  ({ secrets }) =>
    async ({ Tags }, record) => {
      const added = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
      await secrets.keep({ ...record, tags: { ...record.tags, ...added } });
      return NO_OUTPUT;
    },
);
