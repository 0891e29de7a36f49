import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { namedParameter } from "../parameters";

export const deleteParameter = operation(
  "DeleteParameter",
  z.object({ Name: z.string().min(1) }),
  { action: "ssm:DeleteParameter", on: namedParameter },
  ({ parameters }) =>
    async (_, { name }) => {
      await parameters.remove(name);
      return {};
    },
);
