/**
 * A word of a POSIX shell that means this text to the letter. What has no meaning to a shell stays as it is, so that
 * other readers of `NAME=value` files take it too.
 */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** What loads a file of variables. A shell looks a name without a slash up in PATH. */
export const sourcing = (file: string): string =>
  `set -a; . ${shellWord(/^(?!-).*\//.test(file) ? file : `./${file}`)}; set +a`;

/** `NAME=value`, a line each, for `set -a; . file`. */
export const shellVariables = (variables: Readonly<Record<string, unknown>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${shellWord(String(value))}\n`)
    .join("");
