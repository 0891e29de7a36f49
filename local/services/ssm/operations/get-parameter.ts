import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import type { SsmServices } from "../parameters";

/** The query protocol, which API Gateway still speaks to this service, has texts only. */
export const Flag = z.union([z.boolean(), z.stringbool()]).default(false);

const Input = z.object({ Name: z.string().min(1), WithDecryption: Flag });

export const getParameter = operation(
  "GetParameter",
  Input,
  ({ parameters, access }: SsmServices) =>
    ({ Name, WithDecryption }, { principal }) => {
      requireAccess(access, principal, "ssm:GetParameter", parameters.arn(Name));
      const parameter = parameters.find(Name);
      // fidelity: observed: without a message
      if (!parameter) throw new ServiceError("ParameterNotFound", "");
      return { Parameter: parameters.shown(parameter, WithDecryption) };
    },
);
