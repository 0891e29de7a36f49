/** Node reads header bytes as Latin-1; clients and endpoints write UTF-8. */
export const readHeaderText = (value: string): string =>
  /[\u0080-\u00ff]/.test(value) ? Buffer.from(value, "latin1").toString("utf8") : value;

/** Text as UTF-8 bytes, without what would end the line. */
export const writeHeaderText = (value: string): string =>
  /^[ -~]*$/.test(value)
    ? value
    : // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header value may not hold
      Buffer.from(value.replace(/[\u0000-\u0008\u000a-\u001f\u007f]+/g, " ")).toString("latin1");

export const isHeaderName = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
