/** An integer of any size, as a number while that is exact. */
export function integer(value: string | bigint | number): number | bigint {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  return BigInt(value);
}
