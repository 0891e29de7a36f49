// An expression: the module `querystring`.
// fidelity: docs: "JavaScript runtime features for CloudFront Functions", Query string
(module, load) => {
  const { encode, decode } = load("encodings");
  const decodeText = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      // Sequences that are no UTF-8 become U+FFFD.
      const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      return decode(encode(bytes, "latin1"), "utf8");
    }
  };
  const encodeText = (text) => encodeURIComponent(text);

  const parse = (text, separator = "&", equal = "=", options = {}) => {
    const result = {};
    const read = options.decodeURIComponent ?? decodeText;
    const parts = String(text).split(separator).filter(Boolean);
    for (const part of parts.slice(0, options.maxKeys === 0 ? undefined : (options.maxKeys ?? 1000))) {
      const at = part.indexOf(equal);
      const [key, value] = (at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + equal.length)]).map((each) =>
        read(each.replace(/\+/g, " ")),
      );
      result[key] = key in result ? [].concat(result[key], value) : value;
    }
    return result;
  };

  const primitive = (value) => (["string", "number", "boolean"].includes(typeof value) ? String(value) : "");
  const stringify = (values, separator = "&", equal = "=", options = {}) => {
    const write = options.encodeURIComponent ?? encodeText;
    return Object.keys(values)
      .map((key) => [].concat(values[key]).map((value) => `${write(key)}${equal}${write(primitive(value))}`))
      .reduce((all, pairs) => all.concat(pairs), [])
      .join(separator);
  };
  module.exports = { parse, decode: parse, stringify, encode: stringify, escape: encodeText, unescape: decodeText };
};
