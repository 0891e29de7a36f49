import type { Json } from "./definition";
import { INTRINSICS } from "./intrinsic-functions";
import { type Data, requireFor } from "./paths";
import { StatesError, Unplaced } from "./states-error";

/** The value of `States.Format('{} of {}', $.a, 2)`; arguments may be calls themselves. */
// fidelity: docs: Step Functions developer guide, "Intrinsics for JSONPath states"
export const evaluateIntrinsic = (text: string, data: Data): Json => evaluate(parse(text), text, data);

/** Whether a text is a call of an intrinsic function. */
export const isIntrinsic = (text: string): boolean => {
  try {
    return parse(text).kind === "call";
  } catch (error) {
    if (error instanceof StatesError) return false;
    throw error;
  }
};

type Expression =
  | { readonly kind: "value"; readonly value: Json }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "call"; readonly name: string; readonly values: readonly Expression[] };

const evaluate = (expression: Expression, text: string, data: Data): Json => {
  if (expression.kind === "value") return expression.value;
  if (expression.kind === "path") return requireFor(text, expression.path, data);
  const call = INTRINSICS[expression.name];
  if (!call) throw failure(`There is no intrinsic function ${expression.name}`);
  return call(...expression.values.map((value) => evaluate(value, text, data)));
};

interface Reader {
  readonly text: string;
  at: number;
}

const failure = (reason: string): StatesError => new Unplaced("States.IntrinsicFailure", reason);

const parse = (text: string): Expression => {
  const reader = { text, at: 0 };
  const expression = argument(reader);
  skipSpace(reader);
  if (reader.at < text.length) throw failure(`Invalid intrinsic function: ${text}`);
  return expression;
};

const skipSpace = (reader: Reader): void => {
  while (reader.text[reader.at] === " ") reader.at++;
};

/** Takes what matches at the reader's place. */
const take = (reader: Reader, pattern: RegExp): string | undefined => {
  const match = pattern.exec(reader.text.slice(reader.at));
  if (!match) return undefined;
  reader.at += match[0].length;
  return match[0];
};

const LITERAL = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=[\s,)]|$)/;
// fidelity: observed: localstack's tests on AWS: a double quote is not escaped
const QUOTED = /^'(?:[^'\\]|\\[^"])*'/;

const argument = (reader: Reader): Expression => {
  skipSpace(reader);
  const quoted = take(reader, QUOTED);
  if (quoted !== undefined) return { kind: "value", value: quoted.slice(1, -1).replace(/\\(['\\])/g, "$1") };
  const literal = take(reader, LITERAL);
  if (literal !== undefined) return { kind: "value", value: JSON.parse(literal) as Json };
  const path = take(reader, /^\$(?:[^,()\s[\]]|\[[^\]]*\])*/);
  if (path !== undefined) return { kind: "path", path };
  const name = take(reader, /^States\.\w+(?=\()/);
  if (name === undefined || !(name in INTRINSICS)) throw failure(`Invalid intrinsic function: ${reader.text}`);
  return { kind: "call", name, values: list(reader) };
};

const list = (reader: Reader): Expression[] => {
  const values: Expression[] = [];
  reader.at++;
  skipSpace(reader);
  if (take(reader, /^\)/) !== undefined) return values;
  for (;;) {
    values.push(argument(reader));
    skipSpace(reader);
    if (take(reader, /^\)/) !== undefined) return values;
    if (take(reader, /^,/) === undefined) throw failure(`Invalid intrinsic function: ${reader.text}`);
  }
};
