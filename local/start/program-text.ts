import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../terminal/nearest.cjs";

/** What a program says to whoever has started it, beside its Pulumi.yaml. */
export const PROGRAM_TEXT = "walkthrough.txt";

/**
 * The program's own text, `${name}` replaced by the output of that name and `$${` by `${`; none where there is no file.
 * A line with a name that is no output is told as such: what it says could not be followed.
 */
export const programText = (root: string, outputs: Readonly<Record<string, unknown>>): string[] => {
  const path = join(root, PROGRAM_TEXT);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").trimEnd().split(/\r?\n/);
  return ["", ...lines.map((line, index) => filled(line, index + 1, outputs))];
};

const filled = (line: string, number: number, outputs: Readonly<Record<string, unknown>>): string => {
  const names = [...line.matchAll(PLACEHOLDER)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  const unknown = names.find((name) => !Object.hasOwn(outputs, name));
  if (unknown === undefined)
    return line.replace(PLACEHOLDER, (_, name?: string) => (name === undefined ? "${" : outputText(outputs[name])));
  const near = nearest(unknown, Object.keys(outputs));
  return `  ${PROGRAM_TEXT}:${number}: the stack has no output ${unknown}${near ? `; did you mean ${near}?` : ""}`;
};

const PLACEHOLDER = /\$\$\{|\$\{([^}]*)\}/g;

/** An output as one would copy it. */
export const outputText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
