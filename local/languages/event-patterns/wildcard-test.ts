import { ANY, fitsWildcards, type WildcardPart } from "../wildcard";
import { PatternError } from "./pattern-error";

/** fidelity: guess: AWS counts states; of its own examples six stars are too many */
const MOST_STARS = 5;

/** Whether a text fits `a*b`; `\*` and `\\` are the characters. @throws {PatternError} */
// fidelity: docs: event-ruler 1.7.0, WildcardParser; positions are in bytes and count the quote
export const wildcardTest = (pattern: string): ((text: string) => boolean) => {
  const parts: WildcardPart[] = [];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    const next = pattern.charAt(index + 1);
    const position = Buffer.byteLength(pattern.slice(0, index)) + 1;
    if (character === "*") {
      if (next === "*") throw new PatternError(`Consecutive wildcard characters at pos ${position}`);
      parts.push(ANY);
    } else if (character === "\\") {
      if (next !== "*" && next !== "\\") throw new PatternError(`Invalid escape character at pos ${position}`);
      parts.push(next);
      index++;
    } else parts.push(character);
  }
  if (parts.filter((part) => part === ANY).length > MOST_STARS) throw new PatternError(TOO_COMPLEX);
  return (text) => fitsWildcards(parts, text);
};

const TOO_COMPLEX =
  "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character";
