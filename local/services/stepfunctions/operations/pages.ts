import * as z from "zod";
import { ServiceError } from "../../../wire/service-error";

/** fidelity: docs: ListExecutions: up to 1,000 at once, 100 unless asked otherwise */
export const PageInput = z.object({
  maxResults: z.int().min(0).max(1_000).default(100),
  /** Base64 of how many were told before. */
  nextToken: z.string().min(1).max(1_024).optional(),
});

interface Asked {
  readonly maxResults: number;
  readonly nextToken?: string | undefined;
}

/** The part of a list that a call asks for, under its name. */
export const page = <Item>(name: string, items: readonly Item[], { maxResults, nextToken }: Asked) => {
  const from = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, "base64").toString());
  if (!Number.isSafeInteger(from)) throw new ServiceError("InvalidToken", "Invalid Token: 'Invalid token'");
  const to = from + (maxResults || 100);
  return {
    [name]: items.slice(from, to),
    ...(items.length > to ? { nextToken: Buffer.from(String(to)).toString("base64") } : {}),
  };
};
