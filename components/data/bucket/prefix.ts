import { ArgsError } from "../../core/args/args-error";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html (read 2026-11) */
export const MAX_KEY_BYTES = 1_024;

/**
 * The beginning of keys, to the letter.
 *
 * @throws {ArgsError} for one that a policy would read as a pattern, or that begins where no key of a program does.
 */
export const checkPrefix = (name: string, at: string, prefix: unknown): void => {
  const fits =
    typeof prefix === "string" && !/[*?$\p{Cc}]/u.test(prefix) && !prefix.startsWith("/") && prefix.isWellFormed();
  if (!fits || Buffer.byteLength(prefix) > MAX_KEY_BYTES)
    throw new ArgsError(
      name,
      at,
      `must be the beginning of keys without * ? $ and a slash in front, "info/" (it is ${JSON.stringify(prefix)})`,
    );
};
