import { ServiceError } from "../../wire/service-error";
import type { AttributeValue, Item } from "./values/attribute-value";
import { checkItem, checkValue, ValueError } from "./values/check-value";

/** What DynamoDB says of a call that cannot be. */
export const invalid = (message: string): ServiceError => new ServiceError("ValidationException", message);

export const invalidParameter = (message: string): ServiceError =>
  invalid(`One or more parameter values were invalid: ${message}`);

export const noSuchResource = (message = "Requested resource not found"): ServiceError =>
  new ServiceError("ResourceNotFoundException", message);

export const conditionFailed = (item?: Item): ServiceError =>
  new ServiceError(
    "ConditionalCheckFailedException",
    "The conditional request failed",
    400,
    item ? { Item: item } : {},
  );

/** The values of a caller in their one form. @throws {ServiceError} */
export const checkedItem = (item: Item): Item => refusing(() => checkItem(item));
export const checkedValue = (value: AttributeValue): AttributeValue => refusing(() => checkValue(value));

const refusing = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    if (error instanceof ValueError) throw invalid(error.message);
    throw error;
  }
};
