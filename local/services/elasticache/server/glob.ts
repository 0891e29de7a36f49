/**
 * Whether a name fits a pattern as Valkey has them: `*`, `?`, `[abc]`, `[^a]`, `[a-c]`, `\` before what stands for
 * itself. In time that grows with the product of both lengths at most, whatever the pattern is.
 */
// fidelity: docs: Valkey, KEYS
export const glob = (pattern: Buffer, name: Buffer): boolean => {
  const parts = parsed(pattern);
  let [at, index, star, resume] = [0, 0, -1, 0];
  while (index < name.length) {
    const part = parts[at];
    const byte = name[index] ?? 0;
    if (part === "*") {
      star = at++;
      resume = index;
    } else if (part?.(byte)) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  return parts.slice(at).every((part) => part === "*");
};

type Part = "*" | ((byte: number) => boolean);

const [STAR, QUESTION, OPEN, CLOSE, ESCAPE, CARET, DASH] = [..."*?[]\\^-"].map((sign) => sign.charCodeAt(0));

const parsed = (pattern: Buffer): Part[] => {
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const byte = pattern[at];
    if (byte === STAR) parts.push("*");
    else if (byte === QUESTION) parts.push(() => true);
    else if (byte === OPEN) {
      const { part, end } = bracket(pattern, at + 1);
      parts.push(part);
      at = end;
    } else {
      const wanted = byte === ESCAPE && at + 1 < pattern.length ? pattern[++at] : byte;
      parts.push((found) => found === wanted);
    }
  }
  return parts;
};

/** What `[` begins; one that nothing ends goes to the end of the pattern. */
const bracket = (pattern: Buffer, from: number): { readonly part: Part; readonly end: number } => {
  let at = from;
  const inverted = pattern[at] === CARET;
  if (inverted) at++;
  const ranges: (readonly [number, number])[] = [];
  for (; at < pattern.length && pattern[at] !== CLOSE; at++) {
    if (pattern[at] === ESCAPE && at + 1 < pattern.length) at++;
    const first = pattern[at] ?? 0;
    if (pattern[at + 1] === DASH && at + 2 < pattern.length && pattern[at + 2] !== CLOSE) {
      const last = pattern[at + 2] ?? 0;
      ranges.push([Math.min(first, last), Math.max(first, last)]);
      at += 2;
    } else ranges.push([first, first]);
  }
  const part = (byte: number) => ranges.some(([low, high]) => low <= byte && byte <= high) !== inverted;
  return { part, end: at };
};
