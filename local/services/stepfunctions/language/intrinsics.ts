import type { Json } from "./definition";
import { INTRINSICS } from "./intrinsic-functions";
import { type Data, requirePath } from "./paths";
import { StatesError } from "./states-error";

/** The value of `States.Format('{} of {}', $.a, 2)`; arguments may be calls themselves. */
// fidelity: docs: Step Functions developer guide, "Intrinsics for JSONPath states"
export const evaluateIntrinsic = (text: string, data: Data): Json => {
  const reader = { text, at: 0 };
  const value = argument(reader, data);
  skipSpace(reader);
  if (reader.at < text.length) throw failure(`Invalid intrinsic function: ${text}`);
  return value;
};

interface Reader {
  readonly text: string;
  at: number;
}

const failure = (reason: string): StatesError => new StatesError("States.IntrinsicFailure", reason);

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

const argument = (reader: Reader, data: Data): Json => {
  skipSpace(reader);
  const quoted = take(reader, /^'(?:[^'\\]|\\[\s\S])*'/);
  if (quoted !== undefined) return quoted.slice(1, -1).replace(/\\(['\\])/g, "$1");
  const literal = take(reader, LITERAL);
  if (literal !== undefined) return JSON.parse(literal) as Json;
  const path = take(reader, /^\$(?:[^,()\s[\]]|\[[^\]]*\])*/);
  if (path !== undefined) return requirePath(path, data);
  const name = take(reader, /^States\.\w+(?=\()/);
  if (name === undefined) throw failure(`Invalid intrinsic function: ${reader.text}`);
  const call = INTRINSICS[name];
  if (!call) throw failure(`There is no intrinsic function ${name}`);
  return call(...list(reader, data));
};

const list = (reader: Reader, data: Data): Json[] => {
  const values: Json[] = [];
  reader.at++;
  skipSpace(reader);
  if (take(reader, /^\)/) !== undefined) return values;
  for (;;) {
    values.push(argument(reader, data));
    skipSpace(reader);
    if (take(reader, /^\)/) !== undefined) return values;
    if (take(reader, /^,/) === undefined) throw failure(`Invalid intrinsic function: ${reader.text}`);
  }
};
