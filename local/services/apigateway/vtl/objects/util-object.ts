import { ExpressionError } from "../../../../languages/expression-error";
import { print } from "../../../../languages/java/print";
import { HostObject, type Meter, type Value } from "../../../../languages/java/value";
import { JsonError, parseJson } from "../../../../languages/json/parse-json";

type Utility = (text: string) => Value;

const UTILITIES: Readonly<Record<string, Utility>> = {
  escapeJavaScript,
  parseJson: parse,
  urlEncode,
  urlDecode,
  base64Encode: (text) => Buffer.from(text, "utf8").toString("base64"),
  base64Decode: (text) => Buffer.from(text, "base64").toString("utf8"),
};

/** `$util` */
export class UtilObject extends HostObject {
  property(): Value {
    return null;
  }

  call(name: string, parameters: readonly Value[], meter: Meter): Value | undefined {
    const utility = Object.hasOwn(UTILITIES, name) ? UTILITIES[name] : undefined;
    const [argument] = parameters;
    if (utility === undefined || parameters.length !== 1 || argument === undefined) return undefined;
    if (argument === null) return null;
    const result = utility(print(argument, meter));
    return typeof result === "string" ? meter.text(result) : result;
  }

  print(): string {
    return "$util";
  }
}

const NAMED: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\n": "\\n",
  "\t": "\\t",
  "\f": "\\f",
  "\r": "\\r",
};

/**
 * Quotes, backslashes and slashes get a backslash, everything outside ASCII and control characters becomes \uXXXX.
 * fidelity: docs: $util.escapeJavaScript ("JavaScript string rules", the single quote included); the set is commons-lang's, which Velocity's tools bring: guess
 */
function escapeJavaScript(text: string): string {
  if (!/['"\\/]|[^ -\x7f]/.test(text)) return text;
  return text.replace(/['"\\/]|[^ -\x7f]/g, (character) => {
    if (/['"\\/]/.test(character)) return `\\${character}`;
    return NAMED[character] ?? units(character);
  });
}

function units(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return `\\u${code}`;
}

function parse(text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) throw new ExpressionError(`$util.parseJson: ${error.message}`);
    throw error;
  }
}

/**
 * java.net.URLEncoder: letters, digits and `.-*_` stay, the blank is `+`.
 * fidelity: observed: $util.urlEncode of JSON and text recorded on AWS
 */
function urlEncode(text: string): string {
  if (/^[A-Za-z0-9.*_-]*$/.test(text)) return text;
  // Java writes half a surrogate pair as a question mark.
  const whole = text.isWellFormed() ? text : text.replace(/\p{Surrogate}/gu, "?");
  const encoded = encodeURIComponent(whole).replaceAll("%20", "+");
  if (!/[!'()~]/.test(encoded)) return encoded;
  return encoded.replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecode(text: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) {
    throw new ExpressionError(
      "java.lang.IllegalArgumentException: URLDecoder: Illegal hex characters in escape (%) pattern",
    );
  }
  const bytes = text.replaceAll("+", " ").replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    return Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8");
  });
  return bytes;
}
