import { ServiceError } from "../../../wire/service-error";
import type { MessageAttribute } from "../notification";
import { invalidParameter, invalidValue } from "../sns-error";

/** What Publish and each entry of PublishBatch say. */
export interface MessageInput {
  readonly Message: string;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageAttributes: Readonly<Record<string, AttributeInput>>;
}

export type AttributeInput = Omit<MessageAttribute, "DataType"> & { readonly DataType?: string | undefined };

/** fidelity: docs: Publish: 256 KB, attributes included */
export const MAX_BYTES = 262_144;

export const bytesOf = ({ Message, MessageAttributes }: MessageInput): number =>
  Object.entries(MessageAttributes).reduce(
    (sum, [name, { DataType = "", StringValue = "", BinaryValue }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue) +
      (BinaryValue === undefined ? 0 : Buffer.byteLength(BinaryValue, "base64")),
    Buffer.byteLength(Message),
  );

/** @throws {ServiceError} for a message that SNS does not take; `place` names an entry of a batch */
export const checkMessage = (input: MessageInput, place = ""): Readonly<Record<string, MessageAttribute>> => {
  const { Message, Subject, MessageGroupId } = input;
  // fidelity: docs: Publish, Subject: ASCII without control characters, less than 100 characters
  if (Subject !== undefined && !/^[\x20-\x7e]{1,100}$/.test(Subject)) throw invalidParameter("Subject");
  if (Message === "") throw invalidParameter("Empty message");
  const attributes = checkAttributes(input.MessageAttributes, place);
  if (bytesOf(input) > MAX_BYTES) throw invalidParameter("Message too long");
  // fidelity: docs: Publish, MessageGroupId; guess: the text
  if (MessageGroupId !== undefined && !/^[\x21-\x7e]{1,128}$/.test(MessageGroupId)) {
    throw invalidParameter("MessageGroupId");
  }
  messagesOf(input);
  return attributes;
};

/** The message by protocol, or the one for all. @throws {ServiceError} */
export const messagesOf = ({ Message, MessageStructure }: MessageInput): ((protocol: string) => string) => {
  if (MessageStructure === undefined) return () => Message;
  if (MessageStructure !== "json") throw invalidParameter("MessageStructure");
  const read = parse(Message);
  const texts = new Map(Object.entries(read).filter(([, text]) => typeof text === "string")) as Map<string, string>;
  const standard = texts.get("default");
  if (standard === undefined) {
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  }
  return (protocol) => texts.get(protocol) ?? standard;
};

const parse = (message: string): object => {
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
};

// fidelity: observed: sns-api-attribute-*, and test_message_attributes_not_missing of LocalStack's tests
const checkAttributes = (
  attributes: Readonly<Record<string, AttributeInput>>,
  place: string,
): Readonly<Record<string, MessageAttribute>> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      checkName(name);
      const { DataType: type } = attribute;
      if (type === undefined) {
        const at = `${place}messageAttributes.${name}.member.dataType`;
        throw new ServiceError(
          "ValidationError",
          `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
        );
      }
      checkValue(name, { ...attribute, DataType: type });
      return [name, { ...attribute, DataType: type }];
    }),
  );

const checkName = (name: string): void => {
  if (Buffer.byteLength(name) > 256) {
    throw invalidValue("Length of message attribute name must be less than 256 bytes.");
  }
  if (name.startsWith(".")) throw invalidValue("Invalid message attribute name starting with character '.' was found.");
  if (name.endsWith(".")) throw invalidValue("Invalid message attribute name ending with character '.' was found.");
  for (const [index, character] of [...name].entries()) {
    if (!/[A-Za-z0-9_.-]/.test(character)) {
      const code = `#x${character.codePointAt(0)?.toString(16).toUpperCase()}`;
      throw invalidValue(
        `Invalid non-alphanumeric character '${code}' was found in the message attribute name. ` +
          "Can only include alphanumeric characters, hyphens, underscores, or dots.",
      );
    }
    if (character === "." && name[index - 1] === ".") {
      throw invalidValue("Message attribute name can not have successive '.' character.");
    }
  }
};

const checkValue = (name: string, { DataType, StringValue, BinaryValue }: MessageAttribute): void => {
  if (!/^(?:String|Number|Binary)(?:\..+)?$/.test(DataType)) {
    throw invalidValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const field = DataType.startsWith("Binary") ? "Binary" : "String";
  const [own, other] = field === "Binary" ? [BinaryValue, StringValue] : [StringValue, BinaryValue];
  if (own === undefined && other !== undefined) {
    throw invalidValue(`The message attribute '${name}' with type '${DataType}' must use field '${field}'.`);
  }
  if (!own) {
    throw invalidValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  }
};
