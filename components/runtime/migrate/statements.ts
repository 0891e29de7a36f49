/** Where a statement of an SQL file begins, and its first word. */
export interface Statement {
  readonly line: number;
  readonly word: string;
}

/**
 * Comments, strings, quoted names, dollar-quoted bodies, the end of a statement, words, any other character. Nested
 * comments and `begin atomic` bodies are not told apart: the list only serves to name a line.
 */
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|;|\w+|\S/g;

/** The statements of a file, in order. */
export const statements = (sql: string): Statement[] => {
  const found: Statement[] = [];
  let between = true;
  for (const { 0: token, index } of sql.matchAll(TOKEN)) {
    if (token.startsWith("--") || token.startsWith("/*")) continue;
    if (token === ";") {
      between = true;
    } else if (between) {
      found.push({ line: lineAt(sql, index), word: token.toLowerCase() });
      between = false;
    }
  }
  return found;
};

/** The line of a character, both counted as people count: the first line is 1, `offset` starts at 0. */
export const lineAt = (sql: string, offset: number): number => sql.slice(0, offset).split("\n").length;
