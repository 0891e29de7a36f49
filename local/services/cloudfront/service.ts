import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { refuseDropped } from "../../wire/operations/member-check";
import { NOT_EMULATED } from "../../wire/operations/not-emulated";
import { restInput } from "../../wire/operations/rest-operation";
import { xml } from "../../wire/protocols/xml";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../wire/transport/api-request";
import type { Service } from "../service";
import { ControlPlane } from "./control/control-plane";
import { CLOUDFRONT_DENIAL, XMLNS } from "./operations/cloudfront-operation";
import { OPERATIONS, routed } from "./operations/routes";
import { distributionType } from "./resources/distribution";
import { functionType } from "./resources/function";
import { keyValueStoreType, keyValueType } from "./resources/key-value-store";
import { partTypes } from "./resources/part";

/** Amazon CloudFront: distributions, each on a port of its own, executed as they are declared. */
export const createCloudFrontService = (cloud: Cloud): Service => {
  const control = new ControlPlane(cloud);
  const permit = createPermit(cloud.access, CLOUDFRONT_DENIAL);
  return {
    name: "cloudfront",
    operations: OPERATIONS,
    resources: [
      distributionType(control),
      functionType(control),
      keyValueStoreType(control),
      keyValueType(control),
      ...partTypes(control),
    ],
    start: () => control.start(),
    stop: () => control.stop(),
    localUrl(url) {
      const [, host = "", rest = ""] = /^https?:\/\/([^/:?#]+)(.*)$/.exec(url) ?? [];
      const port = control.portOf(host);
      return port === undefined ? undefined : `http://127.0.0.1:${port}${rest}`;
    },
    async handle(request) {
      try {
        const { operation, call } = routed(request);
        refuseDropped("cloudfront", operation, restInput(call));
        return await operation.run(control, call, permit);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (error.status === NOT_EMULATED) cloud.log.warn("cloudfront", error.message);
        return renderError(error, request);
      }
    },
  };
};

// fidelity: docs: CloudFront API reference, error responses
const renderError = ({ code, message, status }: ServiceError, { requestId }: ApiRequest): ApiResponse => ({
  status,
  headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
  body: `<?xml version="1.0"?>\n${xml("ErrorResponse", { Error: { Type: status >= 500 ? "Receiver" : "Sender", Code: code, Message: message }, RequestId: requestId }, XMLNS)}`,
});
