import { lookup } from "mrmime";

/** By the extension of a file, with the charset of texts; `application/octet-stream` for an unknown one. */
export const contentTypeOf = (path: string): string => {
  const type = lookup(path) ?? "application/octet-stream";
  return /^text\/|\/(json|xml|javascript)$|\+(json|xml)$/.test(type) ? `${type}; charset=utf-8` : type;
};
