/** A number as patterns compare it; `undefined` for one that a double does not hold as it was written. */
// fidelity: docs: event-ruler 1.7.0, ComparableNumber
export const comparableNumber = (text: string): number | undefined => {
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  return digitsOf(String(value)) === digitsOf(text) ? value : undefined;
};

/** `1200` and `1.20e3` are `12e2`. */
const digitsOf = (text: string): string => {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  if (short === "") return "0";
  return `${sign}${short}e${Number(exponent) - fraction.length + digits.length - short.length}`;
};
