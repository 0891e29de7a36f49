import { ArgsError } from "../../../core/args/args-error";

/**
 * A text as the source of a mapping.
 *
 * @throws {ArgsError} for one that cannot be quoted, or that is no value of a header.
 */
export const quoted = (component: string, at: string, text: string): string => {
  if (!/^[\x20-\x26\x28-\x7e]+$/.test(text) || text.trim() !== text)
    throw new ArgsError(
      component,
      at,
      `must be a text of ASCII without apostrophes and blanks at its ends, and not be empty (it is ${JSON.stringify(text)})`,
    );
  return `'${text}'`;
};
