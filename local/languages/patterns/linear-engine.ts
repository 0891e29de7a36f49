import type { AST } from "@eslint-community/regexpp";
import { RE2JS, RE2JSException } from "re2js";
import { linearSource, withHalvesMoved } from "./linear-source";

/** Characters times instructions that the engine gets through in about a millisecond, at its worst. */
const LIGHT = 100_000;

/** RE2, which looks at each character once, for one pattern. */
export class LinearEngine {
  private constructor(
    private readonly engine: RE2JS,
    private readonly samePlaces: boolean,
    private readonly unicode: boolean,
  ) {}

  /** `undefined` for a pattern that it cannot run. */
  static of(literal: AST.RegExpLiteral): LinearEngine | undefined {
    const translated = linearSource(literal);
    if (!translated) return undefined;
    const { unicode, unicodeSets } = literal.flags;
    try {
      return new LinearEngine(RE2JS.compile(translated.source), translated.samePlaces, unicode || unicodeSets);
    } catch (error) {
      // Repetitions of more than 1,000.
      if (error instanceof RE2JSException) return undefined;
      throw error;
    }
  }

  /** Whether it finds the same places and groups in the text as JavaScript's own engine. */
  findsSamePlaces(text: string): boolean {
    return this.samePlaces && !hasHalves(text);
  }

  isLight(text: string): boolean {
    return text.length * this.engine.programSize() <= LIGHT;
  }

  test(text: string): boolean {
    return this.engine.test(this.unicode || !hasHalves(text) ? text : withHalvesMoved(text));
  }

  matchAll(text: string): RegExpExecArray[] {
    return [...this.engine.matchAll(text)] as RegExpExecArray[];
  }
}

/** JavaScript may find an empty place between the halves of a pair. */
const hasHalves = (text: string): boolean => /[\ud800-\udfff]/.test(text);
