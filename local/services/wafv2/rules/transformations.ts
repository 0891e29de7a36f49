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
  NORMALIZE_PATH_WIN: (text) => normalize(text.replaceAll("\\", "/")),
  BASE64_DECODE_EXT: (text) => Buffer.from(text.replace(/[^A-Za-z0-9+/=]/g, ""), "base64").toString("utf8"),
  HEX_DECODE: (text) => Buffer.from(text, "hex").toString("utf8"),
  SQL_HEX_DECODE: (text) =>
    text.replace(/0x((?:[0-9a-f]{2})+)/gi, (_, hex: string) => Buffer.from(hex, "hex").toString("utf8")),
  HTML_ENTITY_DECODE: (text) => entityDecode(text),
  URL_DECODE_UNI: (text) => urlDecode(text.replace(/%u([0-9a-f]{4})/gi, (_, hex: string) => character(hex))),
  JS_DECODE: (text) =>
    text
      .replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi, (_, long?: string, short?: string) => character(long ?? short))
      .replace(/\\([^ux])/g, "$1"),
  CMD_LINE: (text) =>
    text
      .replace(/[\\"'^]/g, "")
      .replace(/(?<!\s)\s+(?=[/(])/g, "")
      .replace(/[,;\s]+/g, " ")
      .toLowerCase(),
};

const character = (hex = ""): string => String.fromCharCode(Number.parseInt(hex, 16));

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', nbsp: "\u00a0", lt: "<", gt: ">", amp: "&" };

const entityDecode = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,4})|#(\d{1,5})|(quot|nbsp|lt|gt|amp));/gi, (_, hex, decimal, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? "";
    return hex ? character(hex) : String.fromCharCode(Number(decimal));
  });

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
