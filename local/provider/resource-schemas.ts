import { describedTypes } from "../aws-types/aws-types";
import { knownClass } from "../aws-types/resource-class";

/** What Pulumi's schema says of the types that have a record, as far as the installed SDK tells it. */
export const resourceSchemas = (): Readonly<Record<string, object>> =>
  Object.fromEntries(describedTypes().map((type) => [type, schemaOf(type)]));

const schemaOf = (type: string): object => {
  const { inputs, required, types } = knownClass(type);
  const outputs = Object.entries(types);
  const typed = outputs.map(([name, text]) => [name, typeOf(text)] as const);
  return {
    properties: Object.fromEntries(typed),
    required: outputs.filter(([, text]) => !/\| undefined$/.test(text)).map(([name]) => name),
    inputProperties: Object.fromEntries(typed.filter(([name]) => inputs.has(name))),
    requiredInputs: required,
  };
};

/** Objects and lists are not told in detail: code is generated from their values. */
const typeOf = (text: string): object => {
  const [, plain] = /^(string|number|boolean)( \| undefined)?$/.exec(text) ?? [];
  return plain ? { type: plain } : { $ref: "pulumi.json#/Any" };
};
