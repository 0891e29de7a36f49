import type { Reader } from "./reader";

/** `##`, `#* *#` and the raw text `#[[ ]]#`. */
export function parseComment(reader: Reader): string | undefined {
  const begin = reader.at;
  if (reader.take("##")) {
    if (begin === reader.propertyEnd) return "##";
    reader.match(/[^\n\r]*(?:\r\n|\n|\r)?/y);
    // The lexer looks for references in comments too, and finds the template ended within one.
    if (reader.ended && /[#$]$/.test(reader.text.slice(begin + 2))) reader.fail("a comment cannot end the template so");
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
