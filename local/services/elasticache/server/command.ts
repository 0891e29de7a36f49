import type { Reply } from "../resp/reply";
import { CommandError, type Keyspace } from "./keyspace";

/** A command that this server executes: its arguments without its name. */
export type Execute = (keys: Keyspace, args: readonly Buffer[]) => Reply;

export type Commands = Readonly<Record<string, Execute>>;

/** A key as the keyspace has it: each byte a character. */
export const keyOf = (bytes: Buffer | undefined): string => (bytes ?? Buffer.alloc(0)).toString("latin1");

export const bytesOf = (text: string): Buffer => Buffer.from(text, "latin1");

export const word = (bytes: Buffer | undefined): string => (bytes?.toString("latin1") ?? "").toUpperCase();

export const SYNTAX = "ERR syntax error";

const NOT_AN_INTEGER = "ERR value is not an integer or out of range";

/** @throws {CommandError} unless it is a whole number that fits 64 bits; those beyond 2^53 are refused here as well. */
export const integer = (bytes: Buffer | undefined): number => {
  const text = bytes?.toString("latin1") ?? "";
  const value = Number(text);
  if (!/^-?(?:0|[1-9]\d{0,18})$/.test(text) || !Number.isSafeInteger(value)) throw new CommandError(NOT_AN_INTEGER);
  return value;
};

export const float = (bytes: Buffer | undefined): number => {
  const text = bytes?.toString("latin1") ?? "";
  if (/^[+-]?inf$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  const value = Number(text);
  if (text.trim() !== text || text === "" || Number.isNaN(value))
    throw new CommandError("ERR value is not a valid float");
  return value;
};

/** The sum, as long as it is one that counters can hold. */
export const plus = (a: number, b: number): number => {
  if (!Number.isSafeInteger(a + b)) throw new CommandError("ERR increment or decrement would overflow");
  return a + b;
};

/** Every `size` arguments as one. @throws {CommandError} when some are left */
export const groups = (args: readonly Buffer[], size: number, command: string): (readonly Buffer[])[] => {
  if (args.length % size !== 0) throw new CommandError(`ERR wrong number of arguments for '${command}' command`);
  return Array.from({ length: args.length / size }, (_, at) => args.slice(at * size, (at + 1) * size));
};
