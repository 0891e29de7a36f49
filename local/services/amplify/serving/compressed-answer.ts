import { HeaderList } from "../../apigateway/http/header-list";
import type { GatewayAnswer, GatewayRequest } from "../../apigateway/http/message";
import { compressed } from "../../cloudfront/edge/compression";

/** An answer as a viewer gets it who takes compressed ones. */
// fidelity: observed: sites on amplifyapp.com, which CloudFront hands out
export const compressedAnswer = async (request: GatewayRequest, answer: GatewayAnswer): Promise<GatewayAnswer> => {
  const { status, body, stream } = answer;
  if (request.method !== "GET" || status !== 200 || stream !== undefined) return answer;
  const headers = answer.headers.copy();
  headers.set("Content-Length", String(body.length));
  const encodings = new HeaderList(request.headers).get("accept-encoding");
  const { body: smaller, headers: told } = await compressed({ status, headers, body }, { compress: true }, encodings);
  return { status, headers: told, body: smaller };
};
