import type { Put } from "../services/apigateway/control/put-document";
import type { Case } from "./case-file";

/** The API that a case puts its document over, as a document that imports to it. */
export const previousApi = (item: Case): Put | undefined => {
  const { previous } = item.import ?? {};
  if (!previous) return undefined;
  const { name, version, description, openapi, endpointConfiguration, disableExecuteApiEndpoint } = previous;
  const document = {
    openapi: "3.0.1",
    ...openapi,
    info: { title: name ?? "previous", version, description },
    "x-amazon-apigateway-binary-media-types": previous.binaryMediaTypes,
    "x-amazon-apigateway-minimum-compression-size": previous.minimumCompressionSize,
    "x-amazon-apigateway-api-key-source": previous.apiKeySource,
    "x-amazon-apigateway-policy": previous.policy,
    "x-amazon-apigateway-endpoint-configuration": { ...endpointConfiguration, disableExecuteApiEndpoint },
  };
  return { document: JSON.stringify(document), settings: { basepath: "ignore", failOnWarnings: false } };
};
