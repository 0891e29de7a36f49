import type { Reader } from "./reader";

/** `##`, `#* *#` and the raw text `#[[ ]]#`. */
export function parseComment(reader: Reader): string | undefined {
  if (reader.take("##")) {
    reader.match(/[^\n\r]*(?:\r\n|\n|\r)?/y);
    return "";
  }
  if (reader.take("#*")) {
    if (reader.ended) reader.fail("the comment is not closed");
    const end = reader.text.indexOf("*#", reader.at);
    reader.at = end === -1 ? reader.text.length : end + 2;
    return "";
  }
  if (!reader.take("#[[")) return undefined;
  const end = reader.text.indexOf("]]#", reader.at);
  if (end === -1) reader.fail('the text after "#[[" is not closed by "]]#"');
  const raw = reader.text.slice(reader.at, end);
  reader.at = end + 3;
  return raw;
}
