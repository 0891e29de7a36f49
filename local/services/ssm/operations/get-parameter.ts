import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import type { SsmServices } from "../store";

export const getParameter = operation(
  "GetParameter",
  z.object({ Name: z.string().min(1), WithDecryption: z.boolean().optional() }),
  (services: SsmServices) =>
    ({ Name }, { principal }) => {
      requireAccess(services.access, principal, "ssm:GetParameter", services.arn(Name));
      const parameter = services.parameters.get(Name);
      if (!parameter) throw new ServiceError("ParameterNotFound", "");
      const { name, type, value, version, lastModified } = parameter;
      return {
        Parameter: {
          ARN: services.arn(name),
          DataType: "text",
          LastModifiedDate: lastModified / 1000,
          Name: name,
          Type: type,
          Value: value,
          Version: version,
        },
      };
    },
);
