/** The insides of predefined classes of java.util.regex that JavaScript lacks or fills otherwise. */
export const HORIZONTAL = " \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000";
export const VERTICAL = "\\n\\x0B\\f\\r\\x85\\u2028\\u2029";
export const SPACE = " \\t\\n\\x0B\\f\\r";

/** POSIX classes of java.util.regex, as the inside of a class. */
export const POSIX: Readonly<Record<string, string>> = {
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7F",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E",
  Graph: "\\x21-\\x7E",
  Print: "\\x20-\\x7E",
  Blank: " \\t",
  Cntrl: "\\x00-\\x1F\\x7F",
  XDigit: "0-9a-fA-F",
  Space: SPACE,
  javaLowerCase: "\\p{Ll}",
  javaUpperCase: "\\p{Lu}",
};
