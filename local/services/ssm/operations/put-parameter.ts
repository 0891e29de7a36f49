import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { SsmServices } from "../parameters";

const Input = z.object({
  Name: z.string().min(1).max(2048),
  Value: z.string().min(1).max(8192),
  Type: z.enum(["String", "StringList", "SecureString"]).optional(),
  Description: z.string().max(1024).optional(),
  DataType: withoutEffect("text"),
  Tier: withoutEffect("Standard"),
  Overwrite: z.boolean().default(false),
});

// fidelity: docs: PutParameter, Value; observed: the text
const STANDARD_BYTES = 4_096;

export const putParameter = operation(
  "PutParameter",
  Input,
  { action: "ssm:PutParameter", on: ({ parameters }: SsmServices, { Name }) => resource(parameters.arn(Name)) },
  ({ parameters }) =>
    async ({ Name: name, Value: value, Type, Description, Overwrite }) => {
      if (Buffer.byteLength(value) > STANDARD_BYTES) {
        throw new ServiceError(
          "ValidationException",
          `Standard tier parameters support a maximum parameter value of ${STANDARD_BYTES} characters.`,
        );
      }
      const known = parameters.find(name);
      if (known && !Overwrite) {
        throw new ServiceError(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        );
      }
      const type = Type ?? known?.type;
      if (type === undefined) {
        throw new ServiceError("ValidationException", "A parameter type is required when you create a parameter.");
      }
      const { version } = await parameters.put({
        name,
        type,
        value,
        ...(Description !== undefined && { description: Description }),
      });
      return { Version: version, Tier: "Standard" };
    },
);
