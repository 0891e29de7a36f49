export type Json = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(objectOf) : []);

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The one member that is set, of an object of which AWS takes exactly one. */
export const only = (value: unknown, what: string): readonly [name: string, value: Json] => {
  const members = Object.entries(objectOf(value)).filter(([, member]) => member !== undefined && member !== null);
  const [first, second] = members;
  if (!first || second) throw new Error(`${what} needs exactly one of its kinds, and has ${members.length}`);
  return [first[0], objectOf(first[1])];
};
