// An expression: texts and bytes. Bytes go to the host and come from it in hex, since its texts end at a NUL.
(module, _load, host) => {
  const toHex = (bytes) => {
    let hex = "";
    for (let at = 0; at < bytes.length; at++) hex += (bytes[at] < 16 ? "0" : "") + bytes[at].toString(16);
    return hex;
  };
  const fromHex = (hex, Type = Uint8Array) => {
    const bytes = new Type(hex.length / 2);
    for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.substr(at * 2, 2), 16);
    return bytes;
  };
  const encode = (text, encoding, Type) => fromHex(host.encode(JSON.stringify(String(text)), encoding), Type);
  const decode = (bytes, encoding) => JSON.parse(host.decode(toHex(bytes), encoding));

  const btoa = (text) => {
    for (let at = 0; at < text.length; at++)
      if (text.charCodeAt(at) > 255) throw new TypeError("invalid character (>= U+00FF)");
    return decode(encode(text, "latin1"), "base64");
  };
  class TextEncoder {
    encode(text = "") {
      return encode(text, "utf8");
    }
  }
  class TextDecoder {
    decode(bytes = new Uint8Array(0)) {
      return decode(new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength), "utf8");
    }
  }
  const atob = (text) => decode(encode(text, "base64"), "latin1");
  module.exports = { toHex, fromHex, encode, decode, atob, btoa, TextEncoder, TextDecoder };
};
