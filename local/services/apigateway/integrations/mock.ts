import { internalError } from "../path/failure";
import { emptyAnswer, type IntegrationAnswer, type IntegrationRequest } from "./integration-request";

/** A mock answers with the `statusCode` that its request template prints. */
// fidelity: observed: conformance mock-request-template-trailing-comma; localstack's tests on AWS: lenient JSON
export const invokeMock = ({ body }: IntegrationRequest): IntegrationAnswer => {
  const status = mockStatus(body.toString("utf8"));
  if (status === undefined) {
    throw internalError(
      "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.",
    );
  }
  return emptyAnswer(status);
};

const mockStatus = (text: string): number | undefined => {
  try {
    const parsed: unknown = JSON.parse(text);
    const status =
      typeof parsed === "object" && parsed !== null && "statusCode" in parsed ? parsed.statusCode : undefined;
    return Number.isInteger(status) ? (status as number) : undefined;
  } catch {
    return lenientStatus(text);
  }
};

const lenientStatus = (text: string): number | undefined => {
  const content = /^\s*\{([\s\S]*)\}\s*$/.exec(text)?.[1];
  const status = content && /(?:^|[,\s])(["']?)statusCode\1\s*:\s*(\d+)\s*(?=[,\s]|$)/.exec(content)?.[2];
  return status ? Number(status) : undefined;
};
