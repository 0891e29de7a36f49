// An expression: the module `crypto`.
// fidelity: docs: "JavaScript runtime features for CloudFront Functions", Crypto: md5, sha1, sha256; hex, base64, base64url
(module, load, host, isSecond) => {
  const { encode, decode, toHex, fromHex } = load("encodings");
  const hexOf = (data) => {
    if (typeof data === "string") return toHex(encode(data, "utf8"));
    if (data instanceof Uint8Array) return toHex(data);
    if (ArrayBuffer.isView(data)) return toHex(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    throw new TypeError("data is not a string or Buffer-like object");
  };
  const create = (algorithm, key) => {
    if (!["md5", "sha1", "sha256"].includes(algorithm)) throw new TypeError(`not supported algorithm: "${algorithm}"`);
    let data = "";
    let isDigested = false;
    return {
      update(more) {
        if (isDigested) throw new Error("Digest already called");
        data += hexOf(more);
        return this;
      },
      digest(encoding) {
        if (isDigested) throw new Error("Digest already called");
        isDigested = true;
        const hex = host.digest(algorithm, data, key);
        if (encoding === undefined)
          return isSecond ? fromHex(hex, load("buffer").Buffer) : decode(fromHex(hex), "latin1");
        if (!["hex", "base64", "base64url"].includes(encoding))
          throw new TypeError(`Unknown digest encoding: "${encoding}"`);
        return decode(fromHex(hex), encoding);
      },
    };
  };
  module.exports = {
    createHash: (algorithm) => create(algorithm),
    createHmac: (algorithm, key) => create(algorithm, hexOf(key)),
  };
};
