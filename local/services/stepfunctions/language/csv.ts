/** The rows of a text of separated values; quoted ones may hold the separator, quotes and line breaks. */
// fidelity: docs: RFC 4180, which Step Functions' guide names
export const readCsv = (text: string, separator: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = "";
  let quoted = false;
  const endValue = () => {
    row.push(value);
    value = "";
  };
  const endRow = () => {
    endValue();
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quoted) {
      if (char !== '"') value += char;
      else if (text[at + 1] === '"') value += text[++at];
      else quoted = false;
    } else if (char === '"' && value === "") quoted = true;
    else if (char === separator) endValue();
    else if (char === "\n") endRow();
    else if (char !== "\r" || text[at + 1] !== "\n") value += char;
  }
  if (value !== "" || row.length > 0) endRow();
  return rows;
};
