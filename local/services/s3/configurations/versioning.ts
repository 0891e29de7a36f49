import * as z from "zod";
import { ServiceError } from "../../../wire/service-error";
import { type Configuration, element } from "./schema";

const schema = element({
  Status: z.enum(["Enabled", "Suspended"]).optional(),
  MfaDelete: z.enum(["Enabled", "Disabled"]).optional(),
});

export const VERSIONING: Configuration<z.infer<typeof schema>> = {
  schema,
  check({ Status }) {
    if (Status !== undefined) return;
    throw new ServiceError("IllegalVersioningConfigurationException", "The Versioning element must be specified");
  },
};
