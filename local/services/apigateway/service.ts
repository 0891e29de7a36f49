import type { Cloud } from "../../cloud/cloud";
import type { ResourceType } from "../../engine/resources/resource-type";
import type { Services } from "../directory";
import type { Service } from "../service";
import { ControlPlane } from "./control/control-plane";
import { accountType } from "./resources/account";
import { apiKeyType } from "./resources/api-key";
import { apiMappingType } from "./resources/api-mapping";
import { basePathMappingType } from "./resources/base-path-mapping";
import { deploymentType } from "./resources/deployment";
import { domainNameType } from "./resources/domain-name";
import { methodSettingsType } from "./resources/method-settings";
import { restApiType } from "./resources/rest-api";
import { restApiPolicyType } from "./resources/rest-api-policy";
import { stageType } from "./resources/stage";
import { usagePlanType } from "./resources/usage-plan";
import { usagePlanKeyType } from "./resources/usage-plan-key";
import { vpcLinkType } from "./resources/vpc-link";

declare module "../directory" {
  interface Services {
    /** `apiMappings`: those of its own APIs, of a type that it shares with those of the second version. */
    readonly apigateway: Service & { readonly apiMappings: ResourceType };
  }
}

/** Amazon API Gateway, REST APIs: each on a port of its own, executing the very document that is deployed. */
export const createApigatewayService = (cloud: Cloud): Services["apigateway"] => {
  const control = new ControlPlane(cloud);
  return {
    name: "apigateway",
    resources: [
      restApiType(control),
      restApiPolicyType(control),
      deploymentType(control),
      stageType(control),
      methodSettingsType(control),
      apiKeyType(control),
      usagePlanType(control),
      usagePlanKeyType(control),
      accountType(control),
      domainNameType(control),
      basePathMappingType(control),
      vpcLinkType(control),
    ],
    apiMappings: apiMappingType(control),
    localUrl(url) {
      const [, host = "", rest = ""] = /^https:\/\/([^/:?#]+\.execute-api\.[^/:?#]+)(.*)$/.exec(url) ?? [];
      const port = cloud.directory.https.find(host);
      return port === undefined ? undefined : `http://127.0.0.1:${port}${rest}`;
    },
    start: () => control.start(),
    stop: () => control.stop(),
  };
};
