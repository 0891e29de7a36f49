import type { Cloud } from "../../cloud/cloud";
import type { Service } from "../service";
import { Apis } from "./apis";
import { apiType } from "./resources/api";
import { apiMappingType } from "./resources/api-mapping";
import { deploymentType } from "./resources/deployment";
import { partTypes } from "./resources/part";
import { stageType } from "./resources/stage";

/** Amazon API Gateway, WebSocket and HTTP APIs: each on a port of its own. */
export const createApigatewayV2Service = (cloud: Cloud): Service => {
  const apis = new Apis(cloud);
  return {
    name: "apigatewayv2",
    resources: [
      apiType(apis),
      ...partTypes(apis),
      deploymentType(apis),
      stageType(apis),
      apiMappingType(apis, () => cloud.directory.apigateway.apiMappings),
    ],
    localUrl(text) {
      const [, scheme = "", id = "", rest = ""] =
        /^(wss|https):\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?::443)?(\/.*)?$/.exec(text) ?? [];
      const place = apis.apis.get(id) && apis.placeOf(id);
      return place && `${scheme === "wss" ? "ws" : "http"}://${place}${rest}`;
    },
    start: () => apis.start(),
    stop: () => apis.stop(),
  };
};
