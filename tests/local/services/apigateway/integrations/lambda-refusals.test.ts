import assert from "node:assert/strict";
import { ServiceError } from "../../../../../local/wire/service-error";
import { functions, gatewayFor, lambdaProxy } from "../gateway-fixture";

describe("apigateway: what Lambda refuses", () => {
  const answerTo = async (code: string, status: number) => {
    const refusing = functions(() => {
      throw new ServiceError(code, "refused", status);
    });
    const shaped = (type: string) => ({ [type]: { responseTemplates: { "application/json": type } } });
    const responses = { ...shaped("INTEGRATION_FAILURE"), ...shaped("REQUEST_TOO_LARGE"), ...shaped("DEFAULT_5XX") };
    const gateway = gatewayFor(
      { "/": { get: lambdaProxy("f") } },
      { "x-amazon-apigateway-gateway-responses": responses },
      { backends: { functions: refusing } },
    );
    const answer = await gateway.send("GET", "/test/");
    return [answer.status, answer.body];
  };

  it("is an integration failure with 500 when the function is throttled", async () => {
    assert.deepEqual(await answerTo("TooManyRequestsException", 429), [500, "INTEGRATION_FAILURE"]);
  });

  it("is 413 when the event is too large, which no gateway response shapes", async () => {
    assert.deepEqual(await answerTo("RequestTooLargeException", 413), [413, '{"message": "Request Too Long"}']);
  });

  it("is 500 without the permission, which a function that is not there gives nobody, else 502", async () => {
    assert.deepEqual(await answerTo("AccessDeniedException", 403), [500, "DEFAULT_5XX"]);
    assert.deepEqual(await answerTo("ResourceNotFoundException", 404), [500, "DEFAULT_5XX"]);
    assert.deepEqual(await answerTo("ServiceException", 500), [502, "DEFAULT_5XX"]);
  });
});
