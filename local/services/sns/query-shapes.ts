import type { Output } from "../../wire/operations/operation";
import { type Form, listOf, type QueryShapes } from "../../wire/protocols/aws-query";

type Field = string | Form | undefined;

/** `Tags.member.1.Key=a` is a list, `Attributes.entry.1.key=a` and `MessageAttributes.entry.1.Name=a` are maps. */
const value = (field: Field): unknown => {
  if (typeof field !== "object") return field;
  const [only, ...others] = Object.keys(field);
  if (others.length === 0 && only === "member") return listOf(field.member).map(value);
  if (others.length === 0 && only === "entry") {
    return Object.fromEntries(
      listOf(field.entry).map((entry) => {
        const { Name, Value, key, value: inner } = typeof entry === "object" ? entry : {};
        return [String(Name ?? key), value(Value ?? inner)];
      }),
    );
  }
  return Object.fromEntries(Object.entries(field).map(([name, inner]) => [name, value(inner)]));
};

const ABSENT: Readonly<Record<string, Output>> = {
  ListTopics: { NextToken: null },
  Publish: { SequenceNumber: null },
};

const LISTS = new Set(["Failed", "Subscriptions", "Successful", "Tags", "Topics"]);

const member = (name: string, output: unknown): unknown => {
  if (LISTS.has(name)) return { member: output };
  if (name !== "Attributes" || typeof output !== "object" || output === null) return output;
  return { entry: Object.entries(output).map(([key, each]) => ({ key, value: each })) };
};

export const SNS_QUERY_SHAPES: QueryShapes = {
  xmlns: "http://sns.amazonaws.com/doc/2010-03-31/",
  input: (_, { Version: __, ...form }) => value(form),
  xml: (_, output) => Object.fromEntries(Object.entries(output).map(([name, each]) => [name, member(name, each)])),
  // fidelity: docs: SNS API, members of a result in the JSON form of the query protocol; absent ones are null
  json: (operation, output) => ({ ...ABSENT[operation], ...output }),
};
