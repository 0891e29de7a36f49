// An expression: the module `buffer` of runtime 2.0.
// fidelity: docs: "JavaScript runtime 2.0 features for CloudFront Functions", Buffer
(module, load) => {
  const { encode, decode } = load("encodings");
  const known = ["utf8", "utf-8", "hex", "base64", "base64url", "latin1", "binary", "ascii"];
  const checked = (encoding = "utf8") => {
    const name = String(encoding).toLowerCase();
    if (!known.includes(name)) throw new TypeError(`"${encoding}" encoding is not supported`);
    return name;
  };
  const bytesOf = (value, encoding) => (typeof value === "string" ? Buffer.from(value, encoding) : value);

  class Buffer extends Uint8Array {
    static from(value, encodingOrOffset, length) {
      if (typeof value === "string") return encode(value, checked(encodingOrOffset), Buffer);
      if (value instanceof ArrayBuffer) return new Buffer(value, encodingOrOffset, length);
      const octets = value?.type === "Buffer" && Array.isArray(value.data) ? value.data : value;
      if (typeof octets !== "object" || octets === null)
        throw new TypeError("first argument is not a string or Buffer-like object");
      const buffer = new Buffer(octets.length);
      for (let at = 0; at < buffer.length; at++) buffer[at] = octets[at];
      return buffer;
    }
    static alloc(size, fill, encoding) {
      const buffer = new Buffer(size);
      return fill === undefined ? buffer : buffer.fill(fill, encoding);
    }
    static allocUnsafe(size) {
      return new Buffer(size);
    }
    static byteLength(value, encoding) {
      return bytesOf(value, encoding).byteLength;
    }
    static compare(one, other) {
      for (let at = 0; at < Math.min(one.length, other.length); at++)
        if (one[at] !== other[at]) return one[at] < other[at] ? -1 : 1;
      return Math.sign(one.length - other.length);
    }
    static concat(list, total = list.reduce((sum, each) => sum + each.length, 0)) {
      const all = new Buffer(total);
      let at = 0;
      for (const each of list) {
        const fitting = each.subarray(0, total - at);
        all.set(fitting, at);
        at += fitting.length;
      }
      return all;
    }
    static isBuffer(value) {
      return value instanceof Buffer;
    }
    static isEncoding(encoding) {
      return known.includes(String(encoding).toLowerCase());
    }

    compare(other, start = 0, end = other.length, ownStart = 0, ownEnd = this.length) {
      return Buffer.compare(this.subarray(ownStart, ownEnd), other.subarray(start, end));
    }
    copy(target, targetStart = 0, start = 0, end = this.length) {
      const copied = this.subarray(start, Math.min(end, start + Math.max(0, target.length - targetStart)));
      target.set(copied, targetStart);
      return copied.length;
    }
    equals(other) {
      return Buffer.compare(this, other) === 0;
    }
    fill(value, ...rest) {
      if (typeof value === "number") return super.fill(value & 255, ...rest);
      const encoding = typeof rest[rest.length - 1] === "string" ? rest.pop() : undefined;
      const pattern = bytesOf(value, encoding);
      const [start = 0, end = this.length] = rest;
      for (let at = start; at < end; at++) this[at] = pattern.length ? pattern[(at - start) % pattern.length] : 0;
      return this;
    }
    includes(value, start, encoding) {
      return this.indexOf(value, start, encoding) >= 0;
    }
    indexOf(value, start = 0, encoding = undefined) {
      if (typeof value === "number") return super.indexOf(value & 255, start);
      const wanted = bytesOf(value, encoding);
      for (let at = start < 0 ? Math.max(0, this.length + start) : start; at + wanted.length <= this.length; at++)
        if (wanted.every((octet, index) => this[at + index] === octet)) return at;
      return -1;
    }
    lastIndexOf(value, start = this.length, encoding = undefined) {
      const wanted = typeof value === "number" ? [value & 255] : bytesOf(value, encoding);
      for (let at = Math.min(start < 0 ? this.length + start : start, this.length - wanted.length); at >= 0; at--)
        if (wanted.every((octet, index) => this[at + index] === octet)) return at;
      return -1;
    }
    slice(start, end) {
      return this.subarray(start, end);
    }
    toJSON() {
      return { type: "Buffer", data: Array.from(this) };
    }
    toString(encoding, start = 0, end = this.length) {
      return decode(this.subarray(start, end), checked(encoding));
    }
    write(text, ...rest) {
      const encoding = typeof rest[rest.length - 1] === "string" ? rest.pop() : undefined;
      const [offset = 0, length = this.length - offset] = rest;
      return bytesOf(text, encoding).copy(this, offset, 0, length);
    }
  }

  const view = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const define = (name, value) =>
    Object.defineProperty(Buffer.prototype, name, { value, writable: true, configurable: true });
  const kinds = { Int8: 1, UInt8: 1, Int16: 2, UInt16: 2, Int32: 4, UInt32: 4, Float: 4, Double: 8 };
  for (const kind of Object.keys(kinds))
    for (const order of kinds[kind] === 1 ? [""] : ["LE", "BE"]) {
      const type = { Float: "Float32", Double: "Float64" }[kind] ?? kind.replace("UI", "Ui");
      define(`read${kind}${order}`, function (offset = 0) {
        return view(this)[`get${type}`](offset, order === "LE");
      });
      define(`write${kind}${order}`, function (value, offset = 0) {
        view(this)[`set${type}`](offset, value, order === "LE");
        return offset + kinds[kind];
      });
    }
  for (const sign of ["Int", "UInt"])
    for (const order of ["LE", "BE"]) {
      define(`read${sign}${order}`, function (offset, length) {
        const octets = Array.from(this.subarray(offset, offset + length));
        const value = (order === "LE" ? octets.reverse() : octets).reduce((sum, octet) => sum * 256 + octet, 0);
        return sign === "Int" && value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value;
      });
      define(`write${sign}${order}`, function (value, offset, length) {
        let rest = value < 0 ? value + 2 ** (8 * length) : value;
        for (let at = 0; at < length; at++) {
          this[order === "LE" ? offset + at : offset + length - 1 - at] = rest % 256;
          rest = Math.floor(rest / 256);
        }
        return offset + length;
      });
    }
  for (const width of [2, 4, 8])
    define(`swap${width * 8}`, function () {
      if (this.length % width) throw new RangeError(`Buffer size must be a multiple of ${width * 8}-bits`);
      for (let at = 0; at < this.length; at += width) this.subarray(at, at + width).reverse();
      return this;
    });
  module.exports = { Buffer };
};
