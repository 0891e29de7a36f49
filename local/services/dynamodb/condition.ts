import { type AttributeValue, compareValues, equalValues, type Item, typed } from "./attribute-value";
import { invalidExpression, tokensOf } from "./expression-tokens";

/** What `#name` and `:value` stand for. */
export interface Substitutes {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

export type Condition = (item: Item) => boolean;
type Operand = (item: Item) => AttributeValue | undefined;

/** Reads a key condition, filter or condition expression. */
export const readCondition = (expression: string, kind: string, substitutes: Substitutes): Condition =>
  new ConditionParser(tokensOf(expression, kind), kind, substitutes).whole();

/** An attribute by its path: `a.b[0]`, parts of names replaced. */
export const readPath = (item: Item, parts: readonly (string | number)[]): AttributeValue | undefined => {
  const [first, ...rest] = parts;
  let value = item[String(first)];
  for (const part of rest) {
    if (!value) return undefined;
    const [type, content] = typed(value);
    if (typeof part === "number") value = type === "L" ? (content as AttributeValue[])[part] : undefined;
    else value = type === "M" ? (content as Item)[part] : undefined;
  }
  return value;
};

const MAX_DEPTH = 100;

class ConditionParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly kind: string,
    private readonly substitutes: Substitutes,
  ) {}

  whole(): Condition {
    const condition = this.either();
    if (this.at < this.tokens.length) throw this.bad();
    return condition;
  }

  private either(): Condition {
    const left = this.both();
    if (!this.word("OR")) return left;
    const right = this.either();
    return (item) => left(item) || right(item);
  }

  private both(): Condition {
    const left = this.not();
    if (!this.word("AND")) return left;
    const right = this.both();
    return (item) => left(item) && right(item);
  }

  private not(): Condition {
    if (++this.depth > MAX_DEPTH) throw invalidExpression(this.kind, "The expression is nested too deeply");
    if (this.word("NOT")) {
      const inner = this.not();
      return (item) => !inner(item);
    }
    if (this.symbol("(")) {
      const inner = this.either();
      this.expect(")");
      return inner;
    }
    return this.call() ?? this.comparison();
  }

  private call(): Condition | undefined {
    const name = this.tokens[this.at]?.toLowerCase() ?? "";
    if (this.tokens[this.at + 1] !== "(" || !Object.hasOwn(FUNCTIONS, name)) return undefined;
    this.at += 2;
    const operands = [this.operand()];
    while (this.symbol(",")) operands.push(this.operand());
    this.expect(")");
    const test = FUNCTIONS[name];
    return (item) => test?.(...operands.map((operand) => operand(item))) ?? false;
  }

  private comparison(): Condition {
    const left = this.operand();
    if (this.word("BETWEEN")) {
      const low = this.operand();
      if (!this.word("AND")) throw this.bad();
      const high = this.operand();
      return (item) => ordered(low(item), left(item)) && ordered(left(item), high(item));
    }
    if (this.word("IN")) {
      this.expect("(");
      const listed = [this.operand()];
      while (this.symbol(",")) listed.push(this.operand());
      this.expect(")");
      return (item) => listed.some((operand) => equalValues(operand(item), left(item)));
    }
    const compare = COMPARATORS[this.tokens[this.at] ?? ""];
    if (!compare) throw this.bad();
    this.at++;
    const right = this.operand();
    return (item) => compare(left(item), right(item));
  }

  private operand(): Operand {
    const token = this.tokens[this.at++] ?? "";
    if (token.startsWith(":")) {
      const value = this.substitutes.values[token];
      if (!value)
        throw invalidExpression(
          this.kind,
          `An expression attribute value used in expression is not defined; attribute value: ${token}`,
        );
      return () => value;
    }
    const parts: (string | number)[] = [this.name(token)];
    for (;;) {
      if (this.symbol(".")) parts.push(this.name(this.tokens[this.at++] ?? ""));
      else if (this.symbol("[")) {
        parts.push(Number(this.tokens[this.at++]));
        this.expect("]");
      } else return (item) => readPath(item, parts);
    }
  }

  private name(token: string): string {
    if (!/^#?[A-Za-z_]/.test(token)) throw this.bad();
    if (!token.startsWith("#")) return token;
    const name = this.substitutes.names[token];
    if (name === undefined) {
      throw invalidExpression(
        this.kind,
        `An expression attribute name used in the document path is not defined; attribute name: ${token}`,
      );
    }
    return name;
  }

  private word(word: string): boolean {
    if (this.tokens[this.at]?.toUpperCase() !== word) return false;
    this.at++;
    return true;
  }

  private symbol(symbol: string): boolean {
    if (this.tokens[this.at] !== symbol) return false;
    this.at++;
    return true;
  }

  private expect(symbol: string): void {
    if (!this.symbol(symbol)) throw this.bad();
  }

  private bad(): Error {
    return invalidExpression(this.kind, `Syntax error; token: "${this.tokens[this.at] ?? "<EOF>"}"`);
  }
}

type Values = (AttributeValue | undefined)[];

const compared = (test: (order: number) => boolean) => (a: Values[0], b: Values[0]) => {
  const order = a && b && compareValues(a, b);
  return order !== undefined && test(order);
};
const ordered = compared((order) => order <= 0);

const COMPARATORS: Readonly<Record<string, (a: Values[0], b: Values[0]) => boolean>> = {
  "=": equalValues,
  "<>": (a, b) => !equalValues(a, b),
  "<": compared((order) => order < 0),
  "<=": ordered,
  ">": compared((order) => order > 0),
  ">=": compared((order) => order >= 0),
};

const FUNCTIONS: Readonly<Record<string, (...values: Values) => boolean>> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  attribute_type: (value, type) => value !== undefined && type !== undefined && typed(value)[0] === typed(type)[1],
  begins_with: (value, prefix) =>
    value !== undefined &&
    prefix !== undefined &&
    typed(value)[0] === typed(prefix)[0] &&
    String(typed(value)[1]).startsWith(String(typed(prefix)[1])),
  contains: (value, part) => {
    if (!value || !part) return false;
    const [type, content] = typed(value);
    if (Array.isArray(content)) {
      return type === "L" ? content.some((item) => equalValues(item, part)) : content.includes(typed(part)[1]);
    }
    return String(content).includes(String(typed(part)[1]));
  },
};
