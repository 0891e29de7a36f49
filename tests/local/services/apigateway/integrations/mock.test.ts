import assert from "node:assert/strict";
import { Failure } from "../../../../../local/services/apigateway/failures/failure";
import { HeaderList } from "../../../../../local/services/apigateway/http/header-list";
import { invokeMock } from "../../../../../local/services/apigateway/integrations/mock";

const status = (body: string): number =>
  invokeMock({ method: "GET", uri: "", headers: new HeaderList(), query: [], body: Buffer.from(body) }).status;

describe("apigateway: mock", () => {
  const accepted: Readonly<Record<string, number>> = {
    '{"statusCode": 204}': 204,
    "{statusCode: 200}": 200,
    "{'statusCode': 200, '': ''}": 200,
    '{"statusCode": 200 ,, }': 200,
    "{statusCode: 200, o{ d}d: [wo rd]}": 200,
    "{statusCode: 200, }behind: ''}": 200,
    '{"statusCode": 0}': 0,
    '{"statusCode": -7}': -7,
  };
  for (const [body, expected] of Object.entries(accepted)) {
    it(`answers ${expected} to ${body}`, () => assert.equal(status(body), expected));
  }

  const refused = [
    '{"statusCode": "200"}',
    '{"statusCode": 200.5}',
    '{"statusCode": 200',
    "{'statusCode\": 200}",
    "statusCode: 200",
    "{statusCode: 200, {a: b}",
    "[200]",
    "{}",
    "",
  ];
  for (const body of refused) {
    it(`refuses ${JSON.stringify(body)}`, () => {
      assert.throws(
        () => status(body),
        (error) => error instanceof Failure && error.details.status === 500,
      );
    });
  }
});
