import type { StreamState } from "./streams";

/** Numbers of records as they are told: 21 digits. */
const FIRST = 10n ** 20n;

export const sequenceNumber = (number: number): string => String(FIRST + BigInt(number));

export const numberOf = (sequence: string): number => {
  const number = BigInt(sequence) - FIRST;
  return number < 0n ? 0 : Number(number > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : number);
};

/** Of the one shard that a stream has; on AWS a new one takes over every four hours. */
export const shardIdOf = ({ created, space }: StreamState): string =>
  `shardId-${String(created).padStart(20, "0")}-${space.toString(16).padStart(8, "0")}`;
