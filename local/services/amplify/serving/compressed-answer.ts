import { HeaderList } from "../../apigateway/http/header-list";
import type { GatewayAnswer, GatewayRequest } from "../../apigateway/http/message";
import { compressed } from "../../cloudfront/edge/compression";

/** An answer as a viewer gets it who takes compressed ones. */
// fidelity: observed: sites on amplifyapp.com, which CloudFront hands out
export const compressedAnswer = async (request: GatewayRequest, answer: GatewayAnswer): Promise<GatewayAnswer> => {
  if (request.method !== "GET" || answer.status !== 200) return answer;
  const headers = answer.headers.copy();
  headers.set("Content-Length", String(answer.body.length));
  const accepted = new HeaderList(request.headers).get("accept-encoding");
  const { status, body } = answer;
  const sent = await compressed({ status, headers, body }, { compress: true }, accepted);
  return { ...answer, headers: sent.headers, body: sent.body };
};
