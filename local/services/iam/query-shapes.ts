import { type Form, listOf, type QueryShapes } from "../../wire/protocols/aws-query";

/** `Tags.member.1.Key=a`: `{ Tags: [{ Key: "a" }] }`. */
const plain = (field: string | Form | undefined): unknown => {
  if (typeof field !== "object") return field;
  if (field.member !== undefined) return listOf(field.member).map(plain);
  return Object.fromEntries(Object.entries(field).map(([name, inner]) => [name, plain(inner)]));
};

export const IAM_QUERY_SHAPES: QueryShapes = {
  xmlns: "https://iam.amazonaws.com/doc/2010-05-08/",
  input: (_, form) => plain(form),
  xml: (_, output) => output,
  json: (_, output) => output,
};
