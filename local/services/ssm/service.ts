import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { PLAIN_NAMES } from "../../wire/protocols/render-error";
import type { Service } from "../service";
import { deleteParameter } from "./operations/delete-parameter";
import { getParameter } from "./operations/get-parameter";
import { getParameters } from "./operations/get-parameters";
import { getParametersByPath } from "./operations/get-parameters-by-path";
import { putParameter } from "./operations/put-parameter";
import { Parameters, type SsmServices } from "./parameters";
import { parameterType } from "./resources/parameter";

const OPERATIONS: readonly Operation<SsmServices>[] = [
  deleteParameter,
  getParameter,
  getParameters,
  getParametersByPath,
  putParameter,
];

/** Systems Manager's Parameter Store: parameters in their latest version, alone or by path. */
export const createSsmService = (cloud: Cloud): Service => {
  const parameters = new Parameters(cloud);
  return {
    name: "ssm",
    resources: [parameterType(parameters)],
    ...createApi({
      service: "ssm",
      services: { parameters },
      access: cloud.access,
      operations: OPERATIONS,
      errors: PLAIN_NAMES,
      refuse: refuseJsonInput,
      log: cloud.log,
    }),
  };
};
