import { parsePolicy } from "../../../access/policy-document";
import type { Place } from "../document/load-document";
import { readDocument } from "../document/read-document";
import type { ApiPlan } from "../plan/api-plan";
import type { ApiSettings } from "./records";

/** Reads a document with the settings that stand beside it. */
export const readPlan = (document: string, settings: ApiSettings, place: Place): ApiPlan => {
  const plan = readDocument(document, place, settings);
  return {
    ...plan,
    binaryMediaTypes: settings.binaryMediaTypes ?? plan.binaryMediaTypes,
    minimumCompressionSize: settings.minimumCompressionSize ?? plan.minimumCompressionSize,
    apiKeySource: settings.apiKeySource ?? plan.apiKeySource,
    endpointType: settings.endpointType ?? plan.endpointType,
    vpcEndpointIds: settings.vpcEndpointIds ?? plan.vpcEndpointIds,
    disableExecuteApiEndpoint: settings.disableExecuteApiEndpoint ?? plan.disableExecuteApiEndpoint,
    policy: settings.policy ? parsePolicy(settings.policy) : plan.policy,
  };
};
