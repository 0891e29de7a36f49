import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { InvalidInput, Operation } from "../../wire/operations/operation";
import type { QueryShapes } from "../../wire/protocols/aws-query";
import { ServiceError } from "../../wire/service-error";
import type { Service } from "../service";
import { trusting } from "./may-assume";
import { assumeRole } from "./operations/assume-role";
import { getCallerIdentity } from "./operations/get-caller-identity";
import type { StsParts } from "./operations/sts-operation";

const XMLNS = "https://sts.amazonaws.com/doc/2011-06-15/";

const SHAPES: QueryShapes = {
  xmlns: XMLNS,
  input: (_, form) => form,
  xml: (_, output) => output,
  json: (_, output) => output,
};

const OPERATIONS: readonly Operation<StsParts>[] = [assumeRole, getCallerIdentity];

/** STS: who am I, and sessions of roles. */
export const createStsService = (cloud: Cloud): Service => ({
  name: "sts",
  ...createApi({
    service: "sts",
    services: {
      access: cloud.access,
      roles: { find: (name) => cloud.directory.iam.roles.find(name) },
      clock: cloud.clock,
    },
    access: trusting(cloud.access),
    // AWS does not tell an unknown role from a forbidden one. fidelity: observed
    denial: { status: 403, reasoned: false },
    operations: OPERATIONS,
    errors: { xmlns: XMLNS },
    refuse: refuseInput,
    query: SHAPES,
    log: cloud.log,
  }),
  resources: [],
});

/** fidelity: docs: STS common errors, ValidationError; the wording is that of AWS's model validation */
const refuseInput = ({ issues: [issue] }: InvalidInput): ServiceError => {
  const path = issue?.path.map(String).join(".") ?? "";
  const member = path.charAt(0).toLowerCase() + path.slice(1);
  return new ServiceError(
    "ValidationError",
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${issue?.message}`,
  );
};
