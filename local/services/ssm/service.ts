import { createApi } from "../../wire/api";
import { refuseJsonInput } from "../../wire/json-errors";
import type { Operation } from "../../wire/operation";
import type { Cloud, Service } from "../service";
import { getParameter } from "./operations/get-parameter";
import { putParameter } from "./operations/put-parameter";
import { type SsmServices, ssmTables } from "./store";

const OPERATIONS: readonly Operation<SsmServices>[] = [getParameter, putParameter];

/** Systems Manager as far as an integration of API Gateway calls it: single parameters. */
export const createSsmService = (cloud: Cloud): Service => {
  const { access, clock, storage, log } = cloud;
  const arn = (name: string) =>
    `arn:${cloud.partition}:ssm:${cloud.region}:${cloud.account}:parameter/${name.replace(/^\//, "")}`;
  return {
    name: "ssm",
    resources: [],
    handle: createApi({
      service: "ssm",
      services: { ...ssmTables(storage), access, clock, arn },
      operations: OPERATIONS,
      errors: {},
      refuse: refuseJsonInput,
      log,
    }),
  };
};
