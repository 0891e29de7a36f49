import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import type { SsmServices } from "../parameters";
import { Flag } from "./get-parameter";

const Input = z.object({ Names: z.array(z.string().min(1)).min(1).max(10), WithDecryption: Flag });

export const getParameters = operation(
  "GetParameters",
  Input,
  {
    action: "ssm:GetParameters",
    on: ({ parameters }: SsmServices, { Names }) => ({
      asked: Names.map((name) => ({ resource: parameters.arn(name) })),
      target: () => Names.map((name) => parameters.find(name)),
    }),
  },
  ({ parameters }) =>
    ({ Names, WithDecryption }, found) => ({
      Parameters: found.flatMap((each) => (each ? [parameters.shown(each, WithDecryption)] : [])),
      InvalidParameters: Names.filter((_, index) => !found[index]),
    }),
);
