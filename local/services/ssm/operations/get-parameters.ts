import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import type { SsmServices } from "../parameters";
import { Flag } from "./get-parameter";

const Input = z.object({ Names: z.array(z.string().min(1)).min(1).max(10), WithDecryption: Flag });

export const getParameters = operation(
  "GetParameters",
  Input,
  ({ parameters, access }: SsmServices) =>
    ({ Names, WithDecryption }, { principal }) => {
      for (const name of Names) requireAccess(access, principal, "ssm:GetParameters", parameters.arn(name));
      const found = Names.map((name) => parameters.find(name));
      return {
        Parameters: found.flatMap((each) => (each ? [parameters.shown(each, WithDecryption)] : [])),
        InvalidParameters: Names.filter((_, index) => !found[index]),
      };
    },
);
