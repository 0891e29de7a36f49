import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { SecretId, Tags, tagsOf } from "./inputs";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId,
  Tags,
});

export const tagResource = operation(
  "TagResource",
  Input,
  { action: "secretsmanager:TagResource", on: namedSecret },
  ({ secrets }) =>
    async ({ Tags }, record) => {
      await secrets.keep({ ...record, tags: { ...record.tags, ...tagsOf(Tags) } });
      return NO_OUTPUT;
    },
);
