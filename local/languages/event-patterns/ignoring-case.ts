/** Whether a text begins, or ends, with `wanted` in whatever case, and where the rest of it starts. */
// fidelity: docs: event-ruler 1.7.0, EqualsIgnoreCaseParser: character by character, lower or upper case of each
const restAfter = (wanted: string, text: string): readonly number[] => {
  let ends = new Set([0]);
  for (let index = 0; index < wanted.length && ends.size > 0; index++) {
    const character = wanted.charAt(index);
    const next = new Set<number>();
    for (const form of [character.toLowerCase(), character.toUpperCase()]) {
      for (const end of ends) if (text.startsWith(form, end)) next.add(end + form.length);
    }
    ends = next;
  }
  return [...ends];
};

export const equalsIgnoringCase = (wanted: string, text: string): boolean =>
  restAfter(wanted, text).includes(text.length);

export const startsIgnoringCase = (wanted: string, text: string): boolean => restAfter(wanted, text).length > 0;

export const endsIgnoringCase = (wanted: string, text: string): boolean => {
  for (let start = text.length; start >= 0; start--) {
    if (equalsIgnoringCase(wanted, text.slice(start))) return true;
    if (text.length - start > 3 * wanted.length) return false; // no form of a character is longer
  }
  return false;
};
