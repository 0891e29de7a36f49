import { ServiceError } from "../../../wire/service-error";

/** The JSON of an input is of another kind than its model says. */
// fidelity: observed: dynalite's tests: the texts, and their member in capitals
export const serialization = (Message: string): ServiceError =>
  new ServiceError("SerializationException", "", 400, { Message });

/** The token that a parser names: `NUMBER_VALUE`. */
const tokenOf = (raw: unknown): string => {
  if (typeof raw === "boolean") return raw ? "TRUE_VALUE" : "FALSE_VALUE";
  if (typeof raw === "number") return Number.isInteger(raw) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  return "STRING_VALUE";
};

/** What stands where a plain value of a Java type should. */
export const notPlain = (raw: unknown, javaType: string): ServiceError => {
  if (Array.isArray(raw)) return serialization(`Unrecognized collection type class java.lang.${javaType}`);
  if (typeof raw === "object") return serialization("Start of structure or map found where not expected");
  return serialization(`${tokenOf(raw)} cannot be converted to ${javaType}`);
};

/** What stands where an object should. */
export const notObject = (raw: unknown, javaType: string): ServiceError =>
  Array.isArray(raw)
    ? serialization(`Unrecognized collection type ${javaType}`)
    : serialization("Unexpected value type in payload");

export const notList = (raw: unknown): ServiceError =>
  typeof raw === "object" && raw !== null
    ? serialization("Start of structure or map found where not expected")
    : serialization("Unexpected field type");

export const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);
