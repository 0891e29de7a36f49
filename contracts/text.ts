import * as z from "zod/mini";

/** Free text that every store keeps to the letter: 1 to `max` characters, no U+0000, no lone surrogate. */
export const text = (max: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine((value) => !value.includes("\0") && value.isWellFormed(), "must not contain U+0000 or a lone surrogate"),
  );
