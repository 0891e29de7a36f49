import { isObject, type Json } from "./definition";
import { evaluateIntrinsic } from "./intrinsics";
import { type Data, requireFor } from "./paths";
import { runtimeError } from "./states-error";

/** Parameters, ResultSelector, ItemSelector, Assign: members whose name ends in `.$` are paths or intrinsic functions. */
// fidelity: docs: States language specification, "Payload Template"
export const fillTemplate = (template: Json, data: Data): Json => {
  if (Array.isArray(template)) return template.map((item: Json) => fillTemplate(item, data));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value = null]) => {
      if (!name.endsWith(".$")) return [name, fillTemplate(value, data)];
      if (typeof value !== "string") throw runtimeError(`The value for the field '${name}' must be a valid JSONPath`);
      return [name.slice(0, -2), pathOrIntrinsic(name, value, data)];
    }),
  );
};

/** The value of a field that takes a path or an intrinsic function. */
export const pathOrIntrinsic = (field: string, text: string, data: Data): Json =>
  text.startsWith("$") ? requireFor(field, text, data) : evaluateIntrinsic(text, data);
