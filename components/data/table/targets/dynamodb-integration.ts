import { refusedCall } from "../../../core/refused-call";
import type { Integration, MethodResponse } from "../../../core/target";
import { unavailable } from "../../../core/unavailable";

export interface DynamoDbAction {
  /** `GetItem` */
  readonly action: string;
  readonly region: string;
  readonly partition: string;
  /** ARN of the role that the gateway assumes; it needs the right to the action on the table. */
  readonly credentials: string;
  /** Mapping template of the call. */
  readonly request: string;
  /** Status and mapping template of the answer, where DynamoDB has done it. */
  readonly status: "200" | "201";
  readonly answer: string;
  /** Other answers that the templates give, by status. */
  readonly others?: Readonly<Record<string, MethodResponse>>;
}

/** Seconds after which a client may try again. */
const RETRY_AFTER_SECONDS = 1;

/**
 * Calls DynamoDB from the gateway.
 *
 * What DynamoDB refuses because of the client's values is the client's to mend (400); a condition that does not hold is
 * a conflict (409); throttling is passing (503 with Retry-After); anything else is ours (500). No answer of DynamoDB
 * but a 2xx becomes a 2xx.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export const dynamoDbIntegration = (call: DynamoDbAction): Integration => ({
  extension: {
    type: "aws",
    httpMethod: "POST",
    uri: `arn:${call.partition}:apigateway:${call.region}:dynamodb:action/${call.action}`,
    credentials: call.credentials,
    // Without it a body of another content type would reach DynamoDB as the call itself.
    passthroughBehavior: "never",
    requestTemplates: { "application/json": call.request },
    responses: {
      "2\\d{2}": { statusCode: call.status, responseTemplates: { "application/json": call.answer } },
      "400": { statusCode: "400", responseTemplates: { "application/json": REFUSED } },
      default: unavailable(RETRY_AFTER_SECONDS),
    },
  },
  methodResponses: {
    [call.status]: { description: "Done." },
    ...call.others,
    "400": { description: "The table refuses a value." },
    "500": { description: "The table cannot be asked." },
    "503": { description: "The table could not answer; try again.", headers: ["Retry-After"] },
  },
});

const REFUSED = refusedCall(
  {
    conflict: ["ConditionalCheckFailedException"],
    mistake: ["ValidationException", "SerializationException", "ItemCollectionSizeLimitExceededException"],
    busy: ["ThroughputExceeded", "Throttl", "RequestLimitExceeded", "TransactionConflict"],
  },
  RETRY_AFTER_SECONDS,
);
