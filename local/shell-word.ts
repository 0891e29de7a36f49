/**
 * A word of a POSIX shell that means this text to the letter. What has no meaning to a shell stays as it is, so that
 * other readers of `NAME=value` files take it too.
 */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** `NAME=value`, a line each, for `set -a; . file`. */
export const shellVariables = (variables: Readonly<Record<string, unknown>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${shellWord(String(value))}\n`)
    .join("");
