import { isFunction, parseFunction, parsePath } from "./parse-operand";
import {
  type Comparator,
  type ConditionExpression,
  type ConditionSyntax,
  ExpressionError,
  type OperandSyntax,
} from "./syntax";
import { ExpressionReader } from "./tokens";

const COMPARATORS = new Set(["=", "<>", "<", "<=", ">", ">="]);
const KEYWORDS = new Set(["AND", "OR", "NOT", "BETWEEN", "IN"]);

// fidelity: docs: "Service quotas": 300 operators or functions; IN takes 100 values; guess: the texts
const MAX_OPERATORS = 300;
const MAX_OPTIONS = 100;

/** What stands in parentheses may be either; which one only shows behind them. */
type Node = ConditionSyntax | OperandSyntax;

/** Parses the expression of a condition, a filter or a key condition. @throws {ExpressionError} */
export const parseCondition = (expression: string): ConditionExpression => {
  const parser = new ConditionParser(expression);
  return { condition: parser.whole(), hasRedundantParentheses: parser.hasRedundantParentheses };
};

class ConditionParser {
  hasRedundantParentheses = false;
  private readonly counted = { operators: 0, parentheses: 0 };
  private readonly reader: ExpressionReader;
  /** What stood in parentheses. */
  private readonly wrapped = new Set<Node>();

  constructor(expression: string) {
    this.reader = new ExpressionReader(expression);
  }

  whole(): ConditionSyntax {
    const condition = this.condition(this.alternatives());
    this.reader.expectEnd();
    return condition;
  }

  private alternatives(): Node {
    return this.chain("or", () => this.chain("and", () => this.negation()));
  }

  private chain(kind: "and" | "or", part: () => Node): Node {
    const first = part();
    const keyword = kind.toUpperCase();
    if (!this.reader.isWord(keyword)) return first;
    const of = [this.condition(first)];
    while (this.reader.takesWord(keyword)) {
      this.count();
      of.push(this.condition(part()));
    }
    return { kind, of };
  }

  private negation(): Node {
    if (!this.reader.takesWord("NOT")) return this.comparison();
    this.count();
    return { kind: "not", of: this.condition(this.negation()) };
  }

  private comparison(): Node {
    const { reader } = this;
    const left = this.term();
    if (reader.next.kind === "symbol" && COMPARATORS.has(reader.next.text)) {
      const operand = this.operand(left);
      const comparator = reader.take().text as Comparator; // one of the set
      this.count();
      return { kind: "compare", comparator, left: operand, right: this.operand(this.term()) };
    }
    if (reader.isWord("BETWEEN")) {
      const operand = this.operand(left);
      reader.take();
      this.count();
      const lower = this.operand(this.term());
      if (!reader.takesWord("AND")) throw reader.unexpected();
      return { kind: "between", operand, lower, upper: this.operand(this.term()) };
    }
    if (reader.isWord("IN")) {
      const operand = this.operand(left);
      reader.take();
      this.count();
      return { kind: "in", operand, options: this.options() };
    }
    return left;
  }

  private options(): OperandSyntax[] {
    const { reader } = this;
    reader.expect("(");
    const options = [this.operand(this.term())];
    while (reader.takes(",")) options.push(this.operand(this.term()));
    reader.expect(")");
    if (options.length > MAX_OPTIONS) {
      throw new ExpressionError(
        `The IN operator is provided with too many operands; number of operands: ${options.length}`,
      );
    }
    return options;
  }

  private term(): Node {
    const { reader } = this;
    if (reader.takes("(")) {
      this.count("parentheses");
      const inner = this.alternatives();
      reader.expect(")");
      if (this.wrapped.has(inner)) this.hasRedundantParentheses = true;
      this.wrapped.add(inner);
      return inner;
    }
    if (reader.next.kind === "valuePlaceholder") return { kind: "value", name: reader.take().text };
    if (isFunction(reader)) {
      this.count();
      return parseFunction(reader, () => this.operand(this.term()));
    }
    if (KEYWORDS.has(reader.next.text.toUpperCase())) throw reader.unexpected();
    return parsePath(reader);
  }

  private count(what: "operators" | "parentheses" = "operators"): void {
    this.counted[what] += 1;
    if (this.counted[what] <= MAX_OPERATORS) return;
    throw new ExpressionError(`The expression contains too many operators; operator count: ${this.counted[what]}`);
  }

  private condition(node: Node): ConditionSyntax {
    if (node.kind === "path" || node.kind === "value") throw this.reader.unexpected();
    return node;
  }

  private operand(node: Node): OperandSyntax {
    if (node.kind === "path" || node.kind === "value" || node.kind === "function") return node;
    throw this.reader.unexpected();
  }
}
