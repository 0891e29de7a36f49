import fc from "fast-check";

const METHODS = [
  "size",
  "get",
  "put",
  "add",
  "set",
  "remove",
  "keySet",
  "entrySet",
  "values",
  "putAll",
  "contains",
  "indexOf",
  "subList",
  "clear",
  "addAll",
  "length",
  "substring",
  "split",
  "replace",
  "replaceAll",
  "matches",
  "charAt",
  "trim",
  "concat",
  "repeat",
  "join",
  "format",
  "toString",
  "equals",
  "hashCode",
  "compareTo",
  "parseInt",
  "intValue",
  "path",
  "json",
  "params",
  "parseJson",
  "urlDecode",
  "escapeJavaScript",
];
const ROOTS = ["a", "m", "l", "n", "d", "none", "input", "util", "context", "stageVariables", "foreach", "i"];
const LITERALS = [
  "1",
  "-1",
  "0",
  "7",
  "2.5",
  "true",
  "''",
  "'a'",
  '"x$a"',
  "'%s-%d'",
  "'[a-z]+'",
  "'$.a[*]'",
  "[1, 'b']",
  "{'k': $a}",
  "[1..3]",
];
const OPERATORS = ["+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||"];

/** Templates that parse: references, calls with any arguments, arithmetic, directives within directives. */
export const { template: wellFormed } = fc.letrec<{
  template: string;
  statement: string;
  value: string;
  expression: string;
  reference: string;
}>((tie) => ({
  reference: fc
    .tuple(
      fc.constantFrom(...ROOTS),
      fc.array(
        fc.oneof(
          fc.constantFrom(".k", ".body", ".index", ".requestOverride.header", "[0]", "[-1]", "['k']"),
          fc
            .tuple(fc.constantFrom(...METHODS), fc.array(tie("value"), { maxLength: 2 }))
            .map(([name, values]) => `.${name}(${values.join(", ")})`),
        ),
        { maxLength: 3 },
      ),
    )
    .map(([root, steps]) => `$${root}${steps.join("")}`),
  value: fc.oneof({ maxDepth: 3 }, fc.constantFrom(...LITERALS), tie("reference")),
  expression: fc.oneof(
    { maxDepth: 3 },
    tie("value"),
    fc
      .tuple(tie("expression"), fc.constantFrom(...OPERATORS), tie("expression"))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    tie("expression").map((operand) => `! ${operand}`),
  ),
  statement: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("text ", "\n", "\\$a", "#break", "$velocityCount"),
    tie("reference").map((reference) => `${reference} `),
    fc.tuple(tie("reference"), tie("expression")).map(([target, value]) => `#set(${target} = ${value})`),
    fc.tuple(tie("expression"), tie("template")).map(([condition, body]) => `#if(${condition})${body}#else${body}#end`),
    fc.tuple(tie("value"), tie("template")).map(([list, body]) => `#foreach($i in ${list})${body}#end`),
    tie("template").map((body) => `#define($d)${body}#end$d`),
  ),
  template: fc.array(tie("statement"), { maxLength: 4 }).map((statements) => statements.join("")),
}));
