import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { Arn } from "./states-operation";
import { namedTagged } from "./tags";

export const untagResource = operation(
  "UntagResource",
  z.object({ resourceArn: Arn, tagKeys: z.array(z.string().min(1).max(128)) }),
  { action: "states:UntagResource", on: namedTagged },
  () =>
    async ({ tagKeys }, known) => {
      await known.set(Object.fromEntries(Object.entries(known.tags).filter(([key]) => !tagKeys.includes(key))));
      return {};
    },
);
