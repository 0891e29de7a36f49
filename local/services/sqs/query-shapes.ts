import type { Output } from "../../wire/operations/operation";
import { type Form, listOf, type QueryShapes } from "../../wire/protocols/aws-query";
import { SQS_ERRORS } from "./errors";

type Field = string | Form;

const NUMBERS = new Set([
  "DelaySeconds",
  "MaxNumberOfMessages",
  "MaxNumberOfMessagesPerSecond",
  "MaxResults",
  "VisibilityTimeout",
  "WaitTimeSeconds",
]);

/** Lists of the query protocol that JSON calls by another name. fidelity: docs: SQS API model, traits xmlName */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: "AttributeNames",
  MessageSystemAttributeName: "MessageSystemAttributeNames",
  MessageAttributeName: "MessageAttributeNames",
  AWSAccountId: "AWSAccountIds",
  ActionName: "Actions",
  TagKey: "TagKeys",
};

/** The plural is what API Gateway templates in the wild also send. fidelity: observed: aws-sqs-plural-message-attribute */
const MAPS: Readonly<Record<string, string>> = {
  Attribute: "Attributes",
  Attributes: "Attributes",
  MessageAttribute: "MessageAttributes",
  MessageAttributes: "MessageAttributes",
  MessageSystemAttribute: "MessageSystemAttributes",
  MessageSystemAttributes: "MessageSystemAttributes",
  Tag: "tags",
};

const input = (form: Form): Record<string, unknown> => {
  const read: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(form)) {
    const list = LISTS[name];
    const map = MAPS[name];
    if (list) read[list] = listOf(field);
    else if (map) read[map] = mapOf(field);
    else if (name.endsWith("BatchRequestEntry")) read.Entries = listOf(field).map(entry);
    else read[name] = NUMBERS.has(name) ? numberOf(field) : field;
  }
  return read;
};

const entry = (field: Field): unknown => (typeof field === "object" ? input(field) : field);

/** `Attribute.1.Name=a&Attribute.1.Value=b`, or `Tag.1.Key=a`: `{ a: "b" }`. */
const mapOf = (field: Field): Record<string, unknown> =>
  Object.fromEntries(
    listOf(field).map((item) => {
      const { Name, Key, Value } = typeof item === "object" ? item : {};
      return [String(Name ?? Key), Value];
    }),
  );

const numberOf = (field: Field): unknown =>
  typeof field === "string" && /^-?\d+$/.test(field) ? Number(field) : field;

const pairs = (map: unknown): { Name: string; Value: unknown }[] | undefined =>
  typeof map === "object" && map !== null ? Object.entries(map).map(([Name, Value]) => ({ Name, Value })) : undefined;

const ENTRY_TYPES: Readonly<Record<string, string>> = {
  SendMessageBatch: "SendMessageBatchResultEntry",
  DeleteMessageBatch: "DeleteMessageBatchResultEntry",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibilityBatchResultEntry",
};

const messages = (output: Output): Output[] | undefined => output.Messages as Output[] | undefined; // of ReceiveMessage

/** Members of a result by their XML element names. */
const xml = (operation: string, output: Output): Output => {
  const entryType = ENTRY_TYPES[operation];
  if (entryType) return { [entryType]: output.Successful, BatchResultErrorEntry: output.Failed };
  switch (operation) {
    case "ReceiveMessage":
      return {
        Message: messages(output)?.map(({ Attributes, MessageAttributes, ...message }) => ({
          ...message,
          Attribute: pairs(Attributes),
          MessageAttribute: pairs(MessageAttributes),
        })),
      };
    case "GetQueueAttributes":
      return { Attribute: pairs(output.Attributes) };
    case "ListQueues":
      return { QueueUrl: output.QueueUrls, NextToken: output.NextToken };
    case "ListDeadLetterSourceQueues":
      return { QueueUrl: output.queueUrls, NextToken: output.NextToken };
    case "ListQueueTags":
      return { Tag: pairs(output.Tags)?.map(({ Name: Key, Value }) => ({ Key, Value })) };
    default:
      return output;
  }
};

/**
 * The JSON that the query protocol answers to `Accept: application/json`, with nulls where a member has no value.
 * fidelity: observed: SendMessage and ReceiveMessage as API Gateway passes them on; guess: the other operations
 */
const json = (operation: string, output: Output): Output => {
  switch (operation) {
    case "SendMessage":
      return {
        MD5OfMessageAttributes: null,
        MD5OfMessageBody: null,
        MD5OfMessageSystemAttributes: null,
        MessageId: null,
        SequenceNumber: null,
        ...present(output),
      };
    case "ReceiveMessage":
      return {
        messages:
          messages(output)?.map(({ Attributes, MessageAttributes, ...message }) => ({
            MD5OfMessageAttributes: null,
            ...present(message),
            Attributes: pairs(Attributes) ?? null,
            MessageAttributes: pairs(MessageAttributes) ?? null,
          })) ?? null,
      };
    default:
      return xml(operation, output);
  }
};

const present = (output: Output): Output =>
  Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined));

export const SQS_QUERY_SHAPES: QueryShapes = {
  xmlns: SQS_ERRORS.xmlns ?? "",
  input: (operation, form) => {
    const { tags, ...read } = input(form);
    if (tags === undefined) return read;
    return { ...read, [operation === "TagQueue" ? "Tags" : "tags"]: tags };
  },
  xml,
  json,
};
