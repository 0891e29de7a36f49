import { type Node, parse } from "acorn";
import type { FunctionRuntime } from "./event";

/** What is wrong with a function's code before it runs; undefined where nothing is. */
export const syntaxErrorOf = (code: string, runtime: FunctionRuntime): string | undefined => {
  let program: Node;
  try {
    // Modules are strict, as functions are.
    program = parse(code, { ecmaVersion: "latest", sourceType: "module", locations: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `SyntaxError: ${error.message}`;
  }
  const refusal = firstRefusal(program, runtime);
  // fidelity: observed: a public report of 2026: SyntaxError: Token "of" not supported in this version
  return refusal && `SyntaxError: Token "${refusal.token}" not supported in this version in ${refusal.line}`;
};

// fidelity: docs: "JavaScript runtime 2.0 features for CloudFront Functions" lists what there is. What is not listed and known
// to be no part of njs, the engine of both runtimes, is refused; operators that njs has all the same (`??`) are let in.
const NOT_IN_2: Record<string, string> = {
  ForOfStatement: "of",
  ClassDeclaration: "class",
  ClassExpression: "class",
  SpreadElement: "...",
  ObjectPattern: "{",
  ArrayPattern: "[",
  AssignmentPattern: "=",
  ChainExpression: "?.",
  YieldExpression: "yield",
  ImportExpression: "import",
  MetaProperty: "import",
  TaggedTemplateExpression: "`",
  WithStatement: "with",
  ExportAllDeclaration: "export",
  ExportNamedDeclaration: "export",
  ImportSpecifier: "{",
  ImportNamespaceSpecifier: "*",
};

const NOT_IN_1: Record<string, string> = {
  ...NOT_IN_2,
  AwaitExpression: "await",
  ImportDeclaration: "import",
  ExportDefaultDeclaration: "export",
};

type Found = { token: string; line: number };

const firstRefusal = (node: Node, runtime: FunctionRuntime): Found | undefined => {
  const token = tokenOf(node, runtime);
  if (token) return { token, line: node.loc?.start.line ?? 1 };
  for (const child of Object.values(node).flat()) {
    const found = isNode(child) ? firstRefusal(child, runtime) : undefined;
    if (found) return found;
  }
  return undefined;
};

const tokenOf = (node: Node, runtime: FunctionRuntime): string | undefined => {
  const { type, kind, generator, async, bigint, operator } = node as Node & Record<string, unknown>;
  if (generator) return "*";
  if (typeof bigint === "string") return bigint;
  if (type === "AssignmentExpression" && /^(\?\?|\|\||&&)=$/.test(String(operator))) return String(operator);
  if (runtime === "cloudfront-js-2.0") return NOT_IN_2[type];
  if (type === "VariableDeclaration" && kind !== "var") return String(kind);
  return async ? "async" : NOT_IN_1[type];
};

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
