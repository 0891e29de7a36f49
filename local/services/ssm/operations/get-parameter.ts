import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { namedParameter } from "../parameters";

/** The query protocol, which API Gateway still speaks to this service, has texts only. */
export const Flag = z.union([z.boolean(), z.stringbool()]).default(false);

const Input = z.object({ Name: z.string().min(1), WithDecryption: Flag });

export const getParameter = operation(
  "GetParameter",
  Input,
  { action: "ssm:GetParameter", on: namedParameter },
  ({ parameters }) =>
    ({ WithDecryption }, parameter) => ({ Parameter: parameters.shown(parameter, WithDecryption) }),
);
