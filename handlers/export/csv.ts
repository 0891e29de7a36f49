/** What a cell may hold. Nothing at all is an empty one. */
export type Cell = string | number | undefined;

/**
 * A line of CSV (RFC 4180). Texts that a spreadsheet would take for a formula, or would cut into cells, get an apostrophe
 * in front, with which it shows them as they are: https://owasp.org/www-community/attacks/CSV_Injection (read 2026-11).
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(",")}\r\n`;

const csvCell = (cell: Cell): string => {
  if (cell === undefined) return "";
  // A number of ours is none of theirs.
  if (typeof cell === "number") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Also behind what is not seen, which some programs pass over, and in the wide forms of Chinese and Japanese keyboards. A tab
 * or a return alone moves what follows into a cell of its own.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
