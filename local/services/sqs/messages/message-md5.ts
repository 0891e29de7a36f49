import { hash } from "node:crypto";
import type { MessageAttributes } from "./message";

export const md5 = (text: string): string => hash("md5", text, "hex");

/**
 * The digest that SDKs compare with their own.
 * fidelity: docs: SQS developer guide, "Calculating the MD5 message digest for message attributes"
 */
export const attributesMd5 = (attributes: MessageAttributes): string | undefined => {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts: Buffer[] = [];
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    parts.push(length, bytes);
  };
  for (const name of names) {
    const value = attributes[name];
    if (!value) continue;
    add(Buffer.from(name, "utf8"));
    add(Buffer.from(value.DataType, "utf8"));
    const binary = value.DataType.startsWith("Binary");
    parts.push(Buffer.of(binary ? 2 : 1));
    add(binary ? Buffer.from(value.BinaryValue ?? "", "base64") : Buffer.from(value.StringValue ?? "", "utf8"));
  }
  return hash("md5", Buffer.concat(parts), "hex");
};
