import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { NOT_EMULATED } from "../../wire/operations/not-emulated";
import { InvalidInput } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { renderError } from "../../wire/protocols/render-error";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest } from "../../wire/transport/api-request";
import type { Services } from "../directory";
import type { Service } from "../service";
import { AsyncInvocations } from "./async-invocations";
import { Mappings } from "./event-sources/mappings";
import { Places } from "./event-sources/places";
import { createSources } from "./event-sources/sources";
import { Functions } from "./functions";
import { createInvoker, LAMBDA_DENIAL } from "./invoke";
import type { FunctionInvoker } from "./invoker";
import { OPERATIONS, route } from "./operations/routes";
import { endFunctions } from "./process/remains";
import { aliasType } from "./resources/alias";
import { eventInvokeConfigType } from "./resources/event-invoke-config";
import { eventSourceMappingType } from "./resources/event-source-mapping";
import { functionType } from "./resources/function";
import { invocationType } from "./resources/invocation";
import { permissionType } from "./resources/permission";
import { Runner } from "./runner";

declare module "../directory" {
  interface Services {
    readonly lambda: Service & { functions: FunctionInvoker };
  }
}

/** Lambda: functions as real Node processes, their API, and the pollers of their event sources. */
export const createLambdaService = (cloud: Cloud): Services["lambda"] => {
  const functions = new Functions(cloud);
  const runner = new Runner(cloud);
  const asyncInvocations = new AsyncInvocations(cloud, functions, runner);
  const invoker = createInvoker(cloud, functions, runner, asyncInvocations);
  const permit = createPermit(cloud.access, LAMBDA_DENIAL);
  const places = new Places(cloud);
  const mappings = new Mappings(cloud, functions, createSources(cloud, invoker, places), places);
  const services = { cloud, functions, runner, asyncInvocations, mappings };
  return {
    name: "lambda",
    functions: invoker,
    operations: OPERATIONS,
    resources: [
      functionType(cloud, functions, runner),
      aliasType(cloud, functions),
      permissionType(cloud, functions),
      eventInvokeConfigType(functions),
      eventSourceMappingType(cloud, functions, mappings),
      invocationType(cloud, invoker),
    ],
    handle: async (request: ApiRequest) => {
      try {
        return await route(services, request, permit);
      } catch (error) {
        const known = error instanceof InvalidInput ? refuseJsonInput(error) : error;
        if (!(known instanceof ServiceError)) throw error;
        if (known.status === NOT_EMULATED) cloud.log.warn("lambda", known.message);
        return renderError(request, known);
      }
    },
    async start() {
      endFunctions(cloud.folder);
      mappings.start();
      asyncInvocations.start();
    },
    async stop() {
      await asyncInvocations.stop();
      await mappings.stop();
      runner.stop();
    },
  };
};
