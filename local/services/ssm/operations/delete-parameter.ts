import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import type { SsmServices } from "../parameters";

export const deleteParameter = operation(
  "DeleteParameter",
  z.object({ Name: z.string().min(1) }),
  ({ parameters, access }: SsmServices) =>
    async ({ Name }, { principal }) => {
      requireAccess(access, principal, "ssm:DeleteParameter", parameters.arn(Name));
      const known = parameters.find(Name);
      if (!known) throw new ServiceError("ParameterNotFound", "");
      await parameters.remove(known.name);
      return {};
    },
);
