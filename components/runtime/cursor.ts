import { createHash } from "node:crypto";
import type * as z from "zod";
import { fitTo } from "./fit-to";
import { Problem } from "./problem";

/**
 * Where the next page of a list begins, as a text for the client to hand back: a position, and which question it
 * belongs to. It is neither secret nor signed: whoever writes one can only name another position in the list that the
 * question opens, so that a question has to hold what the caller may see (`holder` of the verified token).
 *
 * @param position JSON, as the contract of `positionOf` takes it.
 * @param question What was asked, JSON: the same for each page.
 */
export const cursorOf = (position: unknown, question: unknown): string => encoded([fingerprint(question), position]);

/**
 * The position that a cursor names.
 *
 * @throws {Problem} 400 for what is no cursor, or one of another question.
 */
export const positionOf = <T>(cursor: string, contract: z.core.$ZodType<T>, question: unknown): T => {
  const content = decoded(cursor);
  const position = fitTo(Array.isArray(content) ? content[1] : undefined, contract, "the position");
  // Written in one way alone: a text that is merely read as one is none.
  if (position.fits && cursorOf(position.value, question) === cursor) return position.value;
  throw new Problem(400, "cursor: has to be that of the page before, with the same parameters beside it.");
};

const encoded = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString("base64url");

const decoded = (cursor: string) => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
};

const fingerprint = (question: unknown): string =>
  createHash("sha256").update(JSON.stringify(question)).digest("base64url").slice(0, 8);
