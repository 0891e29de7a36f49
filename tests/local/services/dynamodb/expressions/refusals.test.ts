import assert from "node:assert/strict";
import { readExpressions } from "../../../../../local/services/dynamodb/expressions/read-expressions";
import type { Item } from "../../../../../local/services/dynamodb/values/attribute-value";

type Kind = "UpdateExpression" | "ConditionExpression" | "ProjectionExpression" | "FilterExpression";

const read = (member: Kind, expression: string, values?: Item, names?: Record<string, string>) =>
  readExpressions(
    {
      [member]: expression,
      ...(values && { ExpressionAttributeValues: values }),
      ...(names && { ExpressionAttributeNames: names }),
    },
    [member],
  );

const s = { ":s": { S: "x" } };
const n = { ":n": { N: "1" } };

const CASES: readonly (readonly [Kind, string, Item | undefined, string])[] = [
  ["ConditionExpression", "a =", undefined, 'Syntax error; token: "<EOF>", near: "="'],
  ["ConditionExpression", "user-id = :s", s, 'Syntax error; token: "-", near: "user-id"'],
  ["ConditionExpression", "a = :s AND", s, 'Syntax error; token: "<EOF>", near: "AND"'],
  ["ConditionExpression", "a[-1] = :s", s, 'Syntax error; token: "-", near: "[-1"'],
  ["ConditionExpression", "a AND b", undefined, 'Syntax error; token: "AND", near: "a AND b"'],
  ["ConditionExpression", "(a = :s", s, 'Syntax error; token: "<EOF>", near: ":s"'],
  ["ConditionExpression", "((a = :s))", s, "The expression has redundant parentheses;"],
  ["ConditionExpression", "name = :s", s, "Attribute name is a reserved keyword; reserved keyword: name"],
  [
    "ConditionExpression",
    "size(a)",
    undefined,
    "The function is not allowed to be used this way in an expression; function: size",
  ],
  [
    "ConditionExpression",
    "contains(a, b) = :s",
    s,
    "The function is not allowed to be used this way in an expression; function: contains",
  ],
  ["ConditionExpression", "sizeof(a) > :n", n, "Invalid function name; function: sizeof"],
  [
    "ConditionExpression",
    "a > :s AND b < :l",
    { ...s, ":l": { L: [] } },
    "Incorrect operand type for operator or function; operator or function: <, operand type: L",
  ],
  [
    "ConditionExpression",
    "a = a",
    undefined,
    "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]",
  ],
  [
    "ConditionExpression",
    "a BETWEEN :n AND :s",
    { ...s, ...n },
    "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:x}",
  ],
  ["UpdateExpression", "SET a = b + c + d", undefined, 'Syntax error; token: "+", near: "c + d"'],
  [
    "UpdateExpression",
    "SET a = :s, a.b = :s",
    s,
    "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]",
  ],
  [
    "UpdateExpression",
    "SET a.b = :s REMOVE a[0]",
    s,
    "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]",
  ],
  [
    "UpdateExpression",
    "ADD a :s",
    s,
    "Incorrect operand type for operator or function; operator: ADD, operand type: STRING",
  ],
  [
    "UpdateExpression",
    "DELETE a :n",
    n,
    "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER",
  ],
  ["UpdateExpression", "ADD a b", undefined, 'Syntax error; token: "b", near: "a b"'],
  [
    "UpdateExpression",
    "SET a = if_not_exists(:s, b)",
    s,
    "Operator or function requires a document path; operator or function: if_not_exists",
  ],
  ["UpdateExpression", "SET a = size(b)", undefined, "Invalid function name; function: size"],
  [
    "UpdateExpression",
    "SET a = :s - :n",
    { ...s, ...n },
    "Incorrect operand type for operator or function; operator or function: -, operand type: S",
  ],
  [
    "ProjectionExpression",
    "a, b, a.c",
    undefined,
    "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, c]",
  ],
  ["ProjectionExpression", ":s", s, 'Syntax error; token: ":s", near: ":s"'],
  ["ProjectionExpression", "a..b", undefined, 'Syntax error; token: ".", near: "..b"'],
];

describe("dynamodb: expressions", () => {
  for (const [member, expression, values, message] of CASES)
    it(`refuse ${expression}`, () =>
      assert.throws(() => read(member, expression, values), {
        code: "ValidationException",
        message: `Invalid ${member}: ${message}`,
      }));

  it("end where they are made to break something, quickly", () => {
    const began = performance.now();
    for (const [member, expression] of [
      ["ConditionExpression", "(".repeat(4_000)],
      ["ConditionExpression", "NOT ".repeat(1_000)],
      ["ConditionExpression", `${"(a=b)OR".repeat(500)}a=b`],
      ["ConditionExpression", `size(${"size(".repeat(800)}`],
      ["ConditionExpression", `a IN (${"b,".repeat(1_500)}b)`],
      ["UpdateExpression", `SET a = ${"(".repeat(4_000)}`],
      ["UpdateExpression", `SET a = ${"if_not_exists(a,".repeat(250)}`],
      ["ProjectionExpression", "a.".repeat(2_000)],
      ["FilterExpression", "x".repeat(5_000)],
      ["UpdateExpression", `REMOVE ${Array.from({ length: 500 }, (_, at) => `a${at}`).join(",")},`],
    ] as const) {
      assert.throws(() => read(member, expression), { code: "ValidationException" }, expression.slice(0, 20));
    }
    assert.ok(performance.now() - began < 1_000);
  });

  it("take as much as DynamoDB takes", () => {
    read("ConditionExpression", Array.from({ length: 150 }, (_, at) => `attribute_exists(a${at})`).join(" OR "));
    read("ProjectionExpression", Array.from({ length: 32 }, () => "a").join("."));
    assert.throws(
      () => read("ProjectionExpression", Array.from({ length: 33 }, () => "a").join(".")),
      /nesting levels: 33/,
    );
    read("FilterExpression", `a IN (${Array.from({ length: 100 }, () => ":s").join(", ")})`, s);
  });

  it("know names that JavaScript has a meaning for", () => {
    assert.throws(() => read("ConditionExpression", "constructor(a)"), /Invalid function name; function: constructor/);
    assert.throws(() => read("ConditionExpression", "a = :s", {}), /must not be empty/);
    assert.throws(
      () => read("ConditionExpression", "#constructor = :s", s, { "#a": "b" }),
      /attribute name: #constructor$/,
    );
    assert.throws(() => read("ConditionExpression", "a = :__proto__", s), /attribute value: :__proto__$/);
  });
});
