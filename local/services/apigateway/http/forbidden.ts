import { HeaderList } from "./header-list";
import { newRequestIds } from "./ids";
import type { GatewayAnswer } from "./message";

/** The answer where no stage is found, before any document could shape it. */
// fidelity: docs: AWS Knowledge Center, api-gateway-troubleshoot-403-forbidden
export const forbidden = (now: number): GatewayAnswer => {
  const ids = newRequestIds(now);
  const headers = new HeaderList([
    ["Content-Type", "application/json"],
    ["x-amzn-RequestId", ids.requestId],
    ["x-amzn-ErrorType", "ForbiddenException"],
    ["x-amz-apigw-id", ids.extendedRequestId],
  ]);
  return { status: 403, headers, body: Buffer.from('{"message":"Forbidden"}') };
};
