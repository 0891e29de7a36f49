import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import type { SsmServices } from "../store";

const Input = z.object({
  Name: z.string().min(1).max(2048),
  Value: z.string().min(1).max(4096),
  Type: z.enum(["String", "StringList", "SecureString"]).default("String"),
  Overwrite: z.boolean().default(false),
});

export const putParameter = operation(
  "PutParameter",
  Input,
  (services: SsmServices) =>
    async ({ Name: name, Value: value, Type: type, Overwrite }, { principal }) => {
      requireAccess(services.access, principal, "ssm:PutParameter", services.arn(name));
      const known = services.parameters.get(name);
      if (known && !Overwrite) {
        throw new ServiceError(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        );
      }
      const version = (known?.version ?? 0) + 1;
      await services.parameters.put(name, { name, type, value, version, lastModified: services.clock.now() });
      return { Version: version, Tier: "Standard" };
    },
);
