import { crc32, deflateSync } from "node:zlib";

const decoded = (...lines: readonly string[]): Buffer => Buffer.from(lines.join(""), "base64");

/** 40 by 30 pixels from red to blue, as Chromium writes them, without a profile of colours. */
export const PICTURES = {
  jpeg: decoded(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i",
    "Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj",
    "Y2NjY2NjY2P/wAARCAAeACgDASIAAhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAAAgEABAX/xAAVEAEBAAAAAAAAAAAAAAAAAAAB",
    "AP/EABcBAQEBAQAAAAAAAAAAAAAAAAUEAgb/xAAXEQEBAQEAAAAAAAAAAAAAAAADAAIh/9oADAMBAAIRAxEAPwDwlgtVgtkTusVK",
    "LBarBZQTjVSi2itpLB8oNJ26lgtVgsQJyi7osFqsFlBONXdFtFbSWT5Qa32//9k=",
  ),
  webp: decoded(
    "UklGRoYAAABXRUJQVlA4WAoAAAAAAAAAJwAAHQAAVlA4IGgAAAAQBACdASooAB4APxF+tFSsKCSjJWzJgCIJagCdMsvAKUAAEBb3",
    "GS//KAD+6gikHUu2//jeNQeIF7HEUTsA7+vEgEVj4eRkwllOmWmxGU4mibYboA+idG4g6Grsn6Mwka6ksGjqomQAAA==",
  ),
  transparentWebp: decoded(
    "UklGRpQAAABXRUJQVlA4WAoAAAAQAAAAJwAAHQAAQUxQSBQAAAABDzD/ERFCSED4v9YDD+SI/gdYQ1ZQOCBaAAAA0AMAnQEqKAAe",
    "AD8FaLFQK6WlIrAarVFwIIlkAMz/OSbAMsUr39o8AP7znrPz0OQOly9WfsP7ejaOouRZWOt1tbyQ60XubokV66mJ0GbtJo183BZU",
    "uldf/QAA",
  ),
} as const;

export const chunkOf = (type: string, data: Buffer): Buffer => {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length);
  chunk.write(type, 4, "latin1");
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), data.length + 8);
  return chunk;
};

/** A grey PNG. @param more Chunks between its header and its pixels. */
export const pngOf = (width = 40, height = 30, ...more: readonly Buffer[]): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const pixels = deflateSync(Buffer.alloc(Math.min((width + 1) * height, 1_000_000)));
  const chunks = [chunkOf("IHDR", header), ...more, chunkOf("IDAT", pixels), chunkOf("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...chunks]);
};
