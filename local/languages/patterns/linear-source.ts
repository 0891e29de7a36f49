import type { AST } from "@eslint-community/regexpp";
import { type CodePoints, complement, intersection, shift, union, within } from "./code-points";

/** A pattern of JavaScript in the words of RE2. */
export interface LinearSource {
  readonly source: string;
  /** Also finds the same places and groups, not only whether there is a match. */
  readonly samePlaces: boolean;
}

/**
 * Translates to what a linear-time engine takes. `undefined` for what none can: lookarounds and references back,
 * and for a few rarities.
 */
export const linearSource = ({ pattern, flags }: AST.RegExpLiteral): LinearSource | undefined => {
  const translator = new Translator(flags);
  try {
    const source = translator.alternatives(pattern.alternatives);
    return { source, samePlaces: translator.samePlaces };
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
};

class Untranslatable extends Error {}

const refuse = (): never => {
  throw new Untranslatable();
};

const SURROGATES = [0xd800, 0xdfff] as const;
/** Halves of a pair are characters of their own without the flags u and v; RE2 knows none: they move to private ones. */
const MOVED = 0x10f800 - SURROGATES[0];

/** The text that such a pattern is matched against. */
export const withHalvesMoved = (text: string): string =>
  text.replace(/[\ud800-\udfff]/g, (half) => String.fromCodePoint(half.charCodeAt(0) + MOVED));

const DIGIT: CodePoints = [[0x30, 0x39]];
const UPPER: CodePoints = [[0x41, 0x5a]];
const LOWER: CodePoints = [[0x61, 0x7a]];
const WORD = union(DIGIT, UPPER, [[0x5f, 0x5f]], LOWER);
const LINE_ENDS: CodePoints = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
const SPACE = union(
  LINE_ENDS,
  [0x09, 0x0b, 0x0c, 0x20, 0xa0, 0x1680, 0x202f, 0x205f, 0x3000, 0xfeff].map((space) => [space, space] as const),
  [[0x2000, 0x200a]],
);
const ESCAPED = { digit: DIGIT, space: SPACE, word: WORD };

class Translator {
  samePlaces = true;
  private readonly unicode: boolean;
  /** The last character that there is. */
  private readonly last: number;
  private repeated = false;

  constructor(private readonly flags: AST.Flags) {
    this.unicode = flags.unicode || flags.unicodeSets;
    this.last = this.unicode ? 0x10ffff : 0xffff;
  }

  alternatives(alternatives: readonly AST.Alternative[]): string {
    return alternatives.map(({ elements }) => elements.map((element) => this.element(element)).join("")).join("|");
  }

  private element(element: AST.Element): string {
    switch (element.type) {
      case "Group":
        return element.modifiers ? refuse() : `(?:${this.alternatives(element.alternatives)})`;
      case "CapturingGroup":
        // JavaScript forgets what a group held when it is entered again.
        if (this.repeated) this.samePlaces = false;
        return `(${groupName(element.name)}${this.alternatives(element.alternatives)})`;
      case "Quantifier":
        return this.quantifier(element);
      case "Assertion":
        return this.assertion(element);
      case "Backreference":
        return refuse();
      default:
        return this.oneOf(this.set(element));
    }
  }

  private quantifier({ element, min, max, greedy }: AST.Quantifier): string {
    if (element.type === "Assertion") return refuse();
    // The engines differ in how often they go through nothing.
    if (canBeEmpty(element)) this.samePlaces = false;
    const outside = this.repeated;
    this.repeated ||= max > 1;
    const repeated = `(?:${this.element(element)})`;
    this.repeated = outside;
    return `${repeated}{${min},${max === Number.POSITIVE_INFINITY ? "" : max}}${greedy ? "" : "?"}`;
  }

  private assertion(assertion: AST.Assertion): string {
    switch (assertion.kind) {
      case "start":
        return this.flags.multiline ? refuse() : "\\A";
      case "end":
        return this.flags.multiline ? refuse() : "\\z";
      case "word":
        if (this.unicode && this.flags.ignoreCase) return refuse();
        return assertion.negate ? "\\B" : "\\b";
      case "lookahead":
        return isBesideNothing(assertion) ? "\\z" : refuse();
      case "lookbehind":
        return isBesideNothing(assertion) ? "\\A" : refuse();
    }
  }

  private set(
    element: AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass,
  ): CodePoints {
    if (element.type === "CharacterSet" && element.kind === "any") {
      return complement(this.flags.dotAll ? [] : LINE_ENDS, this.last);
    }
    return this.member(element);
  }

  private member(member: AST.CharacterClassElement | AST.CharacterClass | AST.CharacterSet): CodePoints {
    switch (member.type) {
      case "Character":
        return this.withOtherCase([[member.value, member.value]]);
      case "CharacterClassRange":
        return this.withOtherCase([[member.min.value, member.max.value]]);
      case "CharacterSet":
        return this.escaped(member);
      case "CharacterClass":
        return this.unless(member.negate, union(...member.elements.map((each) => this.member(each))));
      case "ExpressionCharacterClass":
        return this.unless(member.negate, this.expression(member.expression));
      case "ClassStringDisjunction":
        return refuse();
    }
  }

  private expression({ type, left, right }: AST.ClassIntersection | AST.ClassSubtraction): CodePoints {
    const first =
      left.type === "ClassIntersection" || left.type === "ClassSubtraction" ? this.expression(left) : this.member(left);
    const second = this.member(right);
    return intersection(first, type === "ClassIntersection" ? second : complement(second, this.last));
  }

  private escaped(set: AST.CharacterSet): CodePoints {
    if (set.kind === "any" || set.kind === "property") return refuse();
    // Words hold two more letters then, ſ and the sign of Kelvin.
    if (this.unicode && this.flags.ignoreCase && set.kind === "word") return refuse();
    return this.unless(set.negate, ESCAPED[set.kind]);
  }

  private unless(negate: boolean, set: CodePoints): CodePoints {
    return negate ? complement(set, this.last) : set;
  }

  /** Without regard to case: known for ASCII alone, where it is known exactly. */
  private withOtherCase(set: CodePoints): CodePoints {
    if (!this.flags.ignoreCase) return set;
    if (set.some(([, to]) => to > 0x7f)) return refuse();
    const [upper, lower] = [set.flatMap((range) => within(range, UPPER)), set.flatMap((range) => within(range, LOWER))];
    const letters = union(set, shift(upper, 0x20), shift(lower, -0x20));
    const has = (letter: number) => letters.some(([from, to]) => from <= letter && letter <= to);
    // Folding takes ſ for s and the sign of Kelvin for k.
    const folded = this.unicode ? [...(has(0x73) ? [0x17f] : []), ...(has(0x6b) ? [0x212a] : [])] : [];
    return union(
      letters,
      folded.map((letter) => [letter, letter] as const),
    );
  }

  private oneOf(set: CodePoints): string {
    const moved = this.unicode
      ? set
      : union(
          set,
          shift(
            set.flatMap((range) => within(range, [SURROGATES])),
            MOVED,
          ),
        );
    if (moved.length === 0) return "[^\\x{0}-\\x{10FFFF}]";
    return `[${moved.map(([from, to]) => `${point(from)}-${point(to)}`).join("")}]`;
  }
}

const groupName = (name: string | null): string => {
  if (name === null) return "";
  return /^\w+$/.test(name) ? `?P<${name}>` : refuse();
};

const point = (code: number): string => `\\x{${code.toString(16)}}`;

/** `(?![^])`: after it comes nothing; `(?<![^])`: before it is nothing. */
const isBesideNothing = ({ negate, alternatives: [first, ...others] }: AST.LookaroundAssertion): boolean => {
  const [only, ...more] = first?.elements ?? [];
  const isAny = only?.type === "CharacterClass" && only.negate && only.elements.length === 0;
  return negate && isAny && more.length === 0 && others.length === 0;
};

const canBeEmpty = (element: AST.Element): boolean => {
  if (element.type === "Quantifier") return element.min === 0 || canBeEmpty(element.element);
  if (element.type === "Group" || element.type === "CapturingGroup") {
    return element.alternatives.some(({ elements }) => elements.every(canBeEmpty));
  }
  return element.type === "Assertion";
};
