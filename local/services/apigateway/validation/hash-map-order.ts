/** Texts in the order in which a Java `HashMap` has its keys. */
export const inHashMapOrder = (texts: readonly string[]): string[] => {
  let capacity = 16;
  while (texts.length > capacity * 0.75) capacity *= 2;
  const bucket = (text: string) => spread(hash(text)) & (capacity - 1);
  return [...texts].sort((a, b) => bucket(a) - bucket(b));
};

const spread = (code: number): number => code ^ (code >>> 16);

const hash = (text: string): number => {
  let code = 0;
  for (let index = 0; index < text.length; index++) code = (Math.imul(31, code) + text.charCodeAt(index)) | 0;
  return code;
};
