import type { AST } from "@eslint-community/regexpp";

/** Beyond it backtracking may fill the stack of V8's engine. */
const LONGEST = 2 ** 20;

/**
 * Up to which length of text a backtracking engine takes no more steps than allowed, whatever the text:
 * a power of two, or 0. A step takes 1 to 3 nanoseconds.
 */
export const longestWithin = (
  { pattern, flags }: AST.RegExpLiteral,
  allowedSteps: (length: number) => number,
): number => {
  const isAnchored = pattern.alternatives.every(({ elements: [first] }) => isStart(first)) && !flags.multiline;
  let longest = 0;
  for (let length = 4; length <= LONGEST; length *= 2) {
    const starts = isAnchored ? 1 : length + 1;
    const steps = starts * ofAlternatives(pattern.alternatives, length).work;
    // Numbers beyond all bounds compare with nothing.
    if (!(steps <= allowedSteps(length))) break;
    longest = length;
  }
  return longest;
};

/** What a part costs at most from one place of a text: the ways through it, and the steps of trying all. */
interface Cost {
  readonly ways: number;
  readonly work: number;
}

const isStart = (element: AST.Element | undefined): boolean =>
  element?.type === "Assertion" && element.kind === "start";

const ofAlternatives = (alternatives: readonly AST.Alternative[], length: number): Cost => {
  const costs = alternatives.map(({ elements }) => ofSequence(elements, length));
  return { ways: sum(costs.map(({ ways }) => ways)), work: sum(costs.map(({ work }) => work)) };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const ofSequence = (elements: readonly AST.Element[], length: number): Cost => {
  let ways = 1;
  let work = 1;
  for (const element of elements) {
    const cost = ofElement(element, length);
    work += ways * cost.work;
    ways *= cost.ways;
  }
  return { ways, work };
};

const ofElement = (element: AST.Element, length: number): Cost => {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return ofAlternatives(element.alternatives, length);
    case "Quantifier":
      return ofRepetition(element, length);
    case "Backreference":
      return { ways: 1, work: length };
    case "Assertion":
      // What a lookaround has found is never tried another way.
      return { ways: 1, work: "alternatives" in element ? ofAlternatives(element.alternatives, length).work : 1 };
    default:
      return { ways: 1, work: 1 };
  }
};

const ofRepetition = ({ element, min, max }: AST.Quantifier, length: number): Cost => {
  const one = ofElement(element, length);
  const most = Math.max(min, Math.min(max, length));
  // Where there may be one more, that is tried as well.
  return { ways: powers(one.ways, min, most), work: powers(one.ways, 0, Math.min(most, max - 1)) * one.work + 1 };
};

/** The sum of the powers of a base, from the first to the last. */
const powers = (base: number, first: number, last: number): number =>
  base === 1 ? last - first + 1 : (base ** (last + 1) - base ** first) / (base - 1);
