import { ServiceError } from "../../../wire/service-error";
import { invalidArgument } from "../s3-errors";
import type { StoredObject } from "../storage/stored-object";
import type { Range } from "./range";

/** The bytes of one part of an object; an object that was sent whole has one part. */
export const rangeOfPart = ({ parts, size }: StoredObject, number: string): Range | undefined => {
  const wanted = partNumber(number);
  const numbers = Object.keys(parts ?? { 1: true }).map(Number);
  if (!numbers.includes(wanted)) {
    throw new ServiceError("InvalidPartNumber", "The requested partnumber is not satisfiable", 416, {
      PartNumberRequested: wanted,
      ActualPartCount: numbers.length,
    });
  }
  if (!parts) return size === 0 ? undefined : { first: 0, last: size - 1 };
  let first = 0;
  for (const each of numbers) {
    const length = parts[each]?.size ?? 0;
    if (each === wanted) return { first, last: first + length - 1 };
    first += length;
  }
  return undefined;
};

/** fidelity: docs: UploadPart, GetObject: 1 to 10,000 */
export const partNumber = (text: string): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 10_000) return number;
  throw invalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
};
