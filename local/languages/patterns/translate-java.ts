import { HORIZONTAL, POSIX, SPACE, VERTICAL } from "./java-classes";
import { PatternError } from "./pattern-error";

const END_OF_TEXT = "(?![^])";

/**
 * A pattern of java.util.regex in the words of JavaScript (flag v). Possessive quantifiers become greedy and atomic groups
 * plain ones, which differs only where they forbid a match (fidelity: guess).
 *
 * @throws PatternError for what Java refuses, and for `\G` and flags in the middle, which JavaScript lacks.
 */
export function translateJava(pattern: string, whole: boolean): { readonly source: string; readonly flags: string } {
  const translator = new Translator(pattern, whole);
  const source = translator.translate();
  return { source: whole ? `^(?:${source})${END_OF_TEXT}` : source, flags: `${translator.flags}v` };
}

class Translator {
  flags = "";
  private at = 0;
  /** Groups that are open. */
  private depth = 0;

  constructor(
    private readonly pattern: string,
    private readonly whole: boolean,
  ) {}

  translate(): string {
    const flags = /^\(\?([imsu]+)\)/.exec(this.pattern);
    if (flags !== null) {
      this.at = flags[0].length;
      this.flags = [...new Set((flags[1] ?? "").replaceAll("u", ""))].join("");
    }
    let translated = "";
    while (this.at < this.pattern.length) translated += this.element();
    return translated;
  }

  private element(): string {
    const character = this.pattern.charAt(this.at);
    if (character === "\\") return this.escape(false);
    if (character === "[") return this.characterClass(0);
    this.at++;
    switch (character) {
      case "$":
        return this.end();
      case "(":
        return this.group();
      case ")":
        this.depth--;
        return ")";
      case "*":
      case "+":
      case "?":
        return character + this.lazyOrPossessive();
      case "{":
        return this.counted();
      case "}":
      case "]":
      case "/":
        return `\\${character}`;
      default:
        return character;
    }
  }

  /** The end of the text, or of a line that ends it, which a whole text cannot stop before. */
  private end(): string {
    if (this.flags.includes("m")) return "$";
    const rest = this.pattern.slice(this.at);
    const isLast = /^\)*$/.test(rest) || (this.depth === 0 && rest.startsWith("|"));
    return this.whole && isLast ? END_OF_TEXT : `(?=(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])?${END_OF_TEXT})`;
  }

  private group(): string {
    this.depth++;
    if (this.take("?>")) return "(?:";
    if (/^\?[a-zA-Z-]+[:)]/.test(this.pattern.slice(this.at)))
      this.refuse("inline flags that are not at its beginning");
    return "(";
  }

  private counted(): string {
    const bounds = /^[0-9]+(?:,[0-9]*)?\}/.exec(this.pattern.slice(this.at))?.[0];
    if (bounds === undefined) this.refuse("a { that begins no repetition");
    this.at += bounds.length;
    return `{${bounds}${this.lazyOrPossessive()}`;
  }

  private lazyOrPossessive(): string {
    if (this.take("?")) return "?";
    this.take("+");
    return "";
  }

  /** `[a-z&&[^b]]`: JavaScript wants the operands of && in brackets of their own. */
  private characterClass(depth: number): string {
    if (depth > 50) this.refuse("classes nested deeper than 50");
    this.at++;
    const negated = this.take("^") ? "^" : "";
    const operands = [""];
    const add = (text: string): void => {
      operands.push((operands.pop() ?? "") + text);
    };
    for (let first = true; ; first = false) {
      if (this.at >= this.pattern.length) this.refuse("an unclosed class");
      const character = this.pattern.charAt(this.at);
      if (character === "]" && !first) break;
      if (character === "[") add(this.characterClass(depth + 1));
      else if (character === "\\") add(this.escape(true));
      else if (this.take("&&")) operands.push("");
      else {
        this.at++;
        add(this.member(character));
      }
    }
    this.at++;
    const filled = operands.filter((operand) => operand !== "");
    if (filled.length <= 1) return `[${negated}${filled[0] ?? ""}]`;
    return `[${negated}${filled.map((operand) => `[${operand}]`).join("&&")}]`;
  }

  private member(character: string): string {
    if (character !== "-") return /[()[\]{}/|&!#%,:;<=>@`~^$*+.?]/.test(character) ? `\\${character}` : character;
    const next = this.pattern.charAt(this.at);
    const before = this.pattern.charAt(this.at - 2);
    const range = next !== "]" && next !== "[" && before !== "[" && before !== "^" && next !== "";
    return range ? "-" : "\\-";
  }

  private escape(inClass: boolean): string {
    const letter = this.pattern.charAt(this.at + 1);
    this.at += 2;
    const set = (members: string): string => (inClass ? members : `[${members}]`);
    switch (letter) {
      case "":
        return this.refuse("a backslash at its end");
      case "Q":
        return this.quoted();
      case "E":
        return "";
      case "s":
        return set(SPACE);
      case "S":
        return `[^${SPACE}]`;
      case "h":
        return set(HORIZONTAL);
      case "H":
        return `[^${HORIZONTAL}]`;
      case "v":
        return set(VERTICAL);
      case "V":
        return `[^${VERTICAL}]`;
      case "R":
        return `(?:\\r\\n|[${VERTICAL}])`;
      case "A":
        return "(?<![^])";
      case "z":
        return END_OF_TEXT;
      case "Z":
        return `(?=\\n?${END_OF_TEXT})`;
      case "e":
        return "\\x1B";
      case "a":
        return "\\x07";
      case "p":
      case "P":
        return this.property(letter === "P", set);
      case "G":
        return this.refuse("\\G");
      default:
        return this.plainEscape(letter);
    }
  }

  private plainEscape(letter: string): string {
    const rest = this.pattern.slice(this.at);
    if (letter === "0") return this.code(/^[0-7]{1,3}/.exec(rest)?.[0], 8);
    const braced = letter === "x" ? /^\{([0-9a-fA-F]{1,6})\}/.exec(rest) : null;
    if (braced !== null) {
      this.at += braced[0].length;
      return `\\u{${braced[1]}}`;
    }
    if (/[a-zA-Z0-9]/.test(letter)) return `\\${letter}`;
    return /[\^$\\.*+?()[\]{}|/-]/.test(letter) ? (letter === "-" ? "\\x2D" : `\\${letter}`) : literal(letter);
  }

  private code(digits: string | undefined, base: number): string {
    if (digits === undefined) return this.refuse("an incomplete escape");
    this.at += digits.length;
    return `\\u{${Number.parseInt(digits, base).toString(16)}}`;
  }

  private property(negated: boolean, set: (members: string) => string): string {
    const name = /^(?:\{(?:Is)?([A-Za-z_=]+)\}|([A-Z]))/.exec(this.pattern.slice(this.at));
    if (name === null) return this.refuse("an unknown property");
    this.at += name[0].length;
    const property = name[1] ?? name[2] ?? "";
    const posix = POSIX[property];
    if (posix === undefined) return `\\${negated ? "P" : "p"}{${property}}`;
    return negated ? `[^${posix}]` : set(posix);
  }

  private quoted(): string {
    const end = this.pattern.indexOf("\\E", this.at);
    const text = this.pattern.slice(this.at, end === -1 ? undefined : end);
    this.at = end === -1 ? this.pattern.length : end + 2;
    return [...text].map(literal).join("");
  }

  private take(expected: string): boolean {
    if (!this.pattern.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  private refuse(what: string): never {
    throw new PatternError(`the pattern ${JSON.stringify(this.pattern.slice(0, 80))} has ${what}`);
  }
}

function literal(character: string): string {
  return /[A-Za-z0-9]/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
