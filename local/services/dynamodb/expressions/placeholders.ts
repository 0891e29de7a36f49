import { ServiceError } from "../../../wire/service-error";
import { type AttributeValue, attributeOf, type Item } from "../values/attribute-value";
import { checkValue, ValueError } from "../values/check-value";
import type { DocumentPath } from "./document-path";
import { isReserved } from "./reserved-words";
import { ExpressionError, type Step } from "./syntax";

// fidelity: docs: "Service quotas": 32 levels of a document path; guess: the text
const MAX_STEPS = 32;

/** The names and values that a call gives to the placeholders of its expressions. */
export class Placeholders {
  private readonly unusedNames: Set<string>;
  private readonly unusedValues: Set<string>;
  private readonly values: Item;

  /** @throws {ServiceError} for a placeholder that cannot be one, or a value that DynamoDB does not keep */
  constructor(
    private readonly names: Readonly<Record<string, string>> | undefined,
    values: Item | undefined,
    isWrite = false,
  ) {
    checkKeys("ExpressionAttributeNames", names, /^#[0-9a-zA-Z_]+$/);
    checkKeys("ExpressionAttributeValues", values, /^:[0-9a-zA-Z_]+$/);
    this.values = checkedValues(values, isWrite);
    this.unusedNames = new Set(Object.keys(names ?? {}));
    this.unusedValues = new Set(Object.keys(values ?? {}));
  }

  /** The path that the steps of an expression mean; `fault` hears what is wrong with it. */
  path(steps: readonly Step[], fault: (kind: "reserved" | "undefined", message: string) => void): DocumentPath {
    if (steps.length > MAX_STEPS) {
      throw new ExpressionError(`The document path has too many nesting elements; nesting levels: ${steps.length}`);
    }
    return steps.map((step) => {
      if (typeof step === "number") return step;
      if (!step.startsWith("#")) {
        if (isReserved(step)) fault("reserved", `Attribute name is a reserved keyword; reserved keyword: ${step}`);
        return step;
      }
      this.unusedNames.delete(step);
      if (this.names && Object.hasOwn(this.names, step)) return this.names[step] ?? "";
      const text = "An expression attribute name used in the document path is not defined; attribute name:";
      fault("undefined", `${text} ${step}`);
      return step;
    });
  }

  value(name: string, fault: (message: string) => void): AttributeValue | undefined {
    this.unusedValues.delete(name);
    const found = attributeOf(this.values, name);
    if (found === undefined) {
      fault(`An expression attribute value used in expression is not defined; attribute value: ${name}`);
    }
    return found;
  }

  /** @throws {ServiceError} when a placeholder stands in no expression */
  requireUsed(): void {
    for (const [member, unused] of [
      ["ExpressionAttributeNames", this.unusedNames],
      ["ExpressionAttributeValues", this.unusedValues],
    ] as const) {
      if (unused.size > 0) {
        throw invalid(`Value provided in ${member} unused in expressions: keys: {${[...unused].join(", ")}}`);
      }
    }
  }
}

const checkKeys = (member: string, entries: object | undefined, pattern: RegExp): void => {
  if (entries === undefined) return;
  const keys = Object.keys(entries);
  if (keys.length === 0) throw invalid(`${member} must not be empty`);
  const wrong = keys.find((key) => !pattern.test(key));
  if (wrong !== undefined) throw invalid(`${member} contains invalid key: Syntax error; key: "${wrong}"`);
};

// fidelity: observed: moto's aws_verified tests: writes tell what is wrong with a value without its key
const checkedValues = (values: Item | undefined, isWrite: boolean): Item =>
  Object.fromEntries(
    Object.entries(values ?? {}).map(([key, value]) => {
      try {
        return [key, checkValue(value)];
      } catch (error) {
        if (!(error instanceof ValueError)) throw error;
        if (isWrite) throw invalid(error.message);
        throw invalid(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
      }
    }),
  );

const invalid = (message: string): ServiceError => new ServiceError("ValidationException", message);
