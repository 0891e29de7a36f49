import { ServiceError } from "../../../wire/service-error";
import { emptyAttribute, invalidParameters, invalidValue, missingParameter } from "../errors";
import type { AttributeValue, MessageAttributes } from "./message";

/** What a SendMessage may carry, after its shape has been checked. */
export interface Content {
  readonly body: string;
  readonly attributes: MessageAttributes;
}

// Everything outside #x9 | #xA | #xD | #x20-#xD7FF | #xE000-#xFFFD | #x10000-#x10FFFF; with /u a surrogate is a lone one.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** @throws {ServiceError} InvalidMessageContents. fidelity: docs: API_SendMessage, MessageBody and Errors */
export const checkCharacters = (text: string): void => {
  if (!FORBIDDEN.test(text)) return;
  throw new ServiceError(
    "InvalidMessageContents",
    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
  );
};

export const checkContent = ({ body, attributes }: Content, maximumBytes: number): void => {
  if (body === "") throw missingParameter("MessageBody");
  checkCharacters(body);
  const names = Object.entries(attributes);
  // fidelity: docs: "Amazon SQS message metadata": up to 10 attributes
  if (names.length > 10)
    throw invalidParameters("Number of message attributes [11 or more] exceeds the allowed maximum [10].");
  for (const [name, value] of names) checkAttribute(name, value);
  if (contentBytes({ body, attributes }) > maximumBytes) {
    // fidelity: observed: the text of SendMessage for a message over the limit
    throw invalidParameters(`Message must be shorter than ${maximumBytes} bytes.`);
  }
};

/** Attributes count towards the size of a message: names, types and values. */
export const contentBytes = ({ body, attributes }: Content): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue = "", BinaryValue = "" }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue, "utf8") + Buffer.byteLength(BinaryValue, "base64"),
    Buffer.byteLength(body, "utf8"),
  );

const checkAttribute = (name: string, { DataType, StringValue, BinaryValue }: AttributeValue): void => {
  // fidelity: docs: "Amazon SQS message metadata", components of a message attribute
  if (!/^(?!\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9_.-]{1,256}$/.test(name) || /^(aws|amazon)\./i.test(name)) {
    throw invalidParameters(`Invalid message attribute name '${name}'.`);
  }
  const [, kind] = /^(String|Number|Binary)(\..+)?$/.exec(DataType) ?? [];
  if (kind === undefined || DataType.length > 256) {
    throw invalidParameters(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  if (!(kind === "Binary" ? BinaryValue : StringValue)) {
    throw emptyAttribute(name, kind);
  }
  if (kind !== "Binary") checkCharacters(StringValue ?? "");
  if (kind === "Number" && Number.isNaN(Number(StringValue))) {
    throw invalidParameters(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
};

export const checkRange = (value: number | undefined, name: string, min: number, max: number, reason: string): void => {
  if (value !== undefined && (value < min || value > max)) throw invalidValue(value, name, reason);
};
