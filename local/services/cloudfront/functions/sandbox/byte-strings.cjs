// An expression: the methods of texts that runtime 1.0 alone has. A byte string is a text of characters below 256.
// fidelity: docs: "JavaScript runtime features for CloudFront Functions", nonstandard methods on strings
(_module, load) => {
  const { encode, decode } = load("encodings");
  const define = (target, name, value) =>
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  define(String, "bytesFrom", (source, encoding) => {
    if (typeof source !== "string") return String.fromCharCode(...source.map((octet) => octet & 255));
    if (!["hex", "base64", "base64url"].includes(encoding)) throw new TypeError(`Unknown encoding: "${encoding}"`);
    return decode(encode(source, encoding), "latin1");
  });
  const isBytes = (text) => !/[^\0-\xff]/.test(text);
  const methods = {
    toBytes: (text) => (isBytes(text) ? text : null),
    fromBytes: (text) => text,
    toUTF8: (text) => decode(encode(text, "utf8"), "latin1"),
    fromUTF8: (text) => {
      const read = decode(encode(text, "latin1"), "utf8");
      return read.includes("\ufffd") ? null : read;
    },
  };
  for (const name of Object.keys(methods))
    define(String.prototype, name, function (start, end) {
      return methods[name](this.slice(start, end));
    });
};
