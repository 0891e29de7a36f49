import type { Output } from "../../wire/operations/operation";
import { type Form, listOf, type QueryShapes } from "../../wire/protocols/aws-query";

/** `MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=String`: a map by name. */
const attributesOf = (field: string | Form | undefined) =>
  typeof field === "object"
    ? Object.fromEntries(
        listOf(field.entry).map((entry) => {
          const { Name, Value } = typeof entry === "object" ? entry : {};
          return [String(Name), Value];
        }),
      )
    : undefined;

const ABSENT: Readonly<Record<string, Output>> = {
  ListTopics: { NextToken: null },
  Publish: { SequenceNumber: null },
};

export const SNS_QUERY_SHAPES: QueryShapes = {
  xmlns: "http://sns.amazonaws.com/doc/2010-03-31/",
  input: (_, { Version: __, MessageAttributes, ...form }) => ({
    ...form,
    MessageAttributes: attributesOf(MessageAttributes),
  }),
  xml: (_, { Topics, ...output }) => (Topics === undefined ? output : { Topics: { member: Topics }, ...output }),
  // fidelity: docs: SNS API, members of a result in the JSON form of the query protocol; absent ones are null
  json: (operation, output) => ({ ...ABSENT[operation], ...output }),
};
