import { JsonError, parseJson } from "../../../languages/json/parse-json";
import { internalError } from "../failures/failure";
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

/** json-smart reads the body, hence words without quotes and stray commas. */
const mockStatus = (text: string): number | undefined => {
  try {
    const parsed = parseJson(text);
    const status = parsed instanceof Map ? parsed.get("statusCode") : undefined;
    return typeof status === "number" ? status : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
};
