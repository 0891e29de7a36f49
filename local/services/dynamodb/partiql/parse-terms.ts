import type { Condition, Operand } from "../expressions/condition";
import type { DocumentPath } from "../expressions/document-path";
import type { Comparator } from "../expressions/syntax";
import { checkedValue, invalid } from "../refusals";
import {
  type AttributeValue,
  type Item,
  inside,
  typeOf,
  type ValueType,
  withAttribute,
} from "../values/attribute-value";
import type { StatementReader } from "./tokens";

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  "=": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

// Nested deeper, a statement is made to break something.
const MAX_DEPTH = 100;

/** Values, paths and conditions of a statement. */
export class TermParser {
  private used = 0;
  private depth = 0;

  constructor(
    readonly reader: StatementReader,
    private readonly parameters: readonly AttributeValue[],
  ) {}

  /** @throws {ServiceError} when some parameter stands nowhere */
  expectEnd(): void {
    this.reader.expectEnd();
    if (this.used !== this.parameters.length) {
      throw invalid("Number of parameters in request and statement don't match.");
    }
  }

  path(): DocumentPath {
    const { reader } = this;
    const path: (string | number)[] = [reader.name()];
    for (;;) {
      if (reader.takes(".")) path.push(reader.name());
      else if (reader.takes("[")) {
        const { kind } = reader.next;
        if (kind !== "number" && kind !== "text") throw reader.unexpected();
        const step = reader.take().text;
        path.push(kind === "number" ? Number(step) : step);
        reader.expect("]");
      } else return path;
    }
  }

  isValue(): boolean {
    const { kind, text } = this.reader.next;
    if (kind === "text" || kind === "number") return true;
    if (kind === "word") return /^(true|false|null)$/i.test(text);
    return kind === "symbol" && ["?", "{", "[", "<<", "-"].includes(text);
  }

  value(): AttributeValue {
    return checkedValue(this.nested(() => this.rawValue()));
  }

  private rawValue(): AttributeValue {
    const { reader } = this;
    const { kind, text } = reader.take();
    if (kind === "text") return { S: text };
    if (kind === "number") return { N: text };
    if (kind === "word") {
      const word = text.toUpperCase();
      if (word === "TRUE" || word === "FALSE") return { BOOL: word === "TRUE" };
      if (word === "NULL") return { NULL: true };
    }
    if (kind === "symbol") {
      if (text === "?") return this.parameter();
      if (text === "-" && reader.next.kind === "number") return { N: `-${reader.take().text}` };
      if (text === "[") return { L: this.listOf("]") };
      if (text === "<<") return setOf(this.listOf(">>"));
      if (text === "{") return { M: this.members() };
    }
    throw reader.unexpected();
  }

  private parameter(): AttributeValue {
    const value = this.parameters[this.used];
    this.used += 1;
    if (!value) throw invalid("Number of parameters in request and statement don't match.");
    return value;
  }

  private listOf(end: string): AttributeValue[] {
    const values: AttributeValue[] = [];
    if (this.reader.takes(end)) return values;
    do values.push(this.value());
    while (this.reader.takes(","));
    this.reader.expect(end);
    return values;
  }

  private members(): Item {
    const { reader } = this;
    let item: Item = {};
    if (reader.takes("}")) return item;
    do {
      if (reader.next.kind !== "text" && reader.next.kind !== "quoted") throw reader.unexpected();
      const name = reader.take().text;
      reader.expect(":");
      item = withAttribute(item, name, this.value());
    } while (reader.takes(","));
    reader.expect("}");
    return item;
  }

  condition(): Condition {
    return this.nested(() => this.chain("or", () => this.chain("and", () => this.negation())));
  }

  private chain(kind: "and" | "or", part: () => Condition): Condition {
    const first = part();
    if (!this.reader.isWord(kind.toUpperCase())) return first;
    const of = [first];
    while (this.reader.takesWord(kind.toUpperCase())) of.push(part());
    return { kind, of };
  }

  private negation(): Condition {
    if (this.reader.takesWord("NOT")) return { kind: "not", of: this.nested(() => this.negation()) };
    if (this.reader.takes("(")) {
      const inner = this.condition();
      this.reader.expect(")");
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Condition {
    const { reader } = this;
    const test = this.test();
    if (test) return test;
    const operand = this.operand();
    const comparator = reader.next.kind === "symbol" ? COMPARATORS[reader.next.text] : undefined;
    if (comparator) {
      reader.take();
      return { kind: "compare", comparator, left: operand, right: this.operand() };
    }
    if (reader.takesWord("BETWEEN")) {
      const lower = this.operand();
      reader.expectWord("AND");
      return { kind: "between", operand, lower, upper: this.operand() };
    }
    if (reader.takesWord("IN")) return { kind: "in", operand, options: this.options() };
    if (reader.takesWord("IS")) {
      const wanted = reader.takesWord("NOT");
      if (operand.kind !== "path") throw reader.unexpected();
      if (reader.takesWord("MISSING")) return { kind: "exists", path: operand.path, wanted };
      reader.expectWord("NULL");
      const isNull: Condition = { kind: "type", operand, type: "NULL" };
      return wanted ? { kind: "not", of: isNull } : isNull;
    }
    throw reader.unexpected();
  }

  private options(): Operand[] {
    const { reader } = this;
    const end = reader.takes("[") ? "]" : ")";
    if (end === ")") reader.expect("(");
    const options: Operand[] = [];
    do options.push({ kind: "value", value: this.value() });
    while (reader.takes(","));
    reader.expect(end);
    return options;
  }

  /** A function that is a condition by itself. */
  private test(): Condition | undefined {
    const { reader } = this;
    if (reader.next.kind !== "word" || reader.following.text !== "(") return undefined;
    const name = reader.next.text.toLowerCase();
    if (!["begins_with", "contains", "attribute_type"].includes(name)) return undefined;
    reader.take();
    reader.take();
    const operand = this.operand();
    reader.expect(",");
    const part = this.operand();
    reader.expect(")");
    if (name !== "attribute_type") return { kind: name === "contains" ? "contains" : "beginsWith", operand, part };
    const type = part.kind === "value" ? inside(part.value, "S") : undefined;
    if (type === undefined) throw reader.unexpected();
    return { kind: "type", operand, type: type as ValueType }; // another text is no type that a value has
  }

  private operand(): Operand {
    const { reader } = this;
    if (this.isValue()) return { kind: "value", value: this.value() };
    if (reader.isWord("SIZE") && reader.following.text === "(") {
      reader.take();
      reader.take();
      const of = this.operand();
      reader.expect(")");
      return { kind: "size", of };
    }
    return { kind: "path", path: this.path() };
  }

  private nested<Result>(work: () => Result): Result {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw invalid("Statement is nested too deeply");
    const result = work();
    this.depth -= 1;
    return result;
  }
}

const setOf = (values: readonly AttributeValue[]): AttributeValue => {
  const [type] = values.map(typeOf);
  if (type !== "S" && type !== "N" && type !== "B") throw invalid("A set has texts, numbers or binaries");
  const elements = values.map((value) => inside(value, type));
  if (elements.some((element) => element === undefined)) throw invalid("The elements of a set are of one type");
  return { [`${type}S`]: elements } as unknown as AttributeValue; // of a set's type
};
