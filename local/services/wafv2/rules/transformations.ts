import { NotEmulated } from "./not-emulated";
import { listOf, textOf } from "./shapes";

// fidelity: docs: waf-rule-statement-transformation
const TRANSFORMATIONS: Readonly<Record<string, (text: string) => string>> = {
  NONE: (text) => text,
  LOWERCASE: (text) => text.toLowerCase(),
  COMPRESS_WHITE_SPACE: (text) => text.replace(/[\f\t\n\r\v\u00a0]/g, " ").replace(/ {2,}/g, " "),
  URL_DECODE: (text) => urlDecode(text),
  BASE64_DECODE: (text) => Buffer.from(text, "base64").toString("utf8"),
  REMOVE_NULLS: (text) => text.replaceAll("\0", ""),
  REPLACE_NULLS: (text) => text.replaceAll("\0", " "),
  NORMALIZE_PATH: (text) => normalize(text),
};

/** Decodes what is an escape and leaves the rest as it is. */
const urlDecode = (text: string): string =>
  Buffer.from(
    text
      .replaceAll("+", " ")
      .replace(/[^\u0020-\u007e]/g, (char) => encodeURIComponent(char.toWellFormed()))
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

const normalize = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.replace(/\/{2,}/g, "/").split("/")) {
    if (part === "." || (part === ".." && parts.length <= 1)) continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
};

/** The text transformations of a statement, in the order of their priorities. */
export const readTransformations = (value: unknown): ((text: string) => string) => {
  const steps = listOf(value)
    .sort((a, b) => Number(a.priority ?? 0) - Number(b.priority ?? 0))
    .map(({ type }) => {
      const step = TRANSFORMATIONS[textOf(type)];
      if (!step) throw new NotEmulated(`the text transformation ${textOf(type)}`);
      return step;
    });
  return (text) => steps.reduce((current, step) => step(current), text);
};
