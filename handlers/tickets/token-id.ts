import { createHash } from "node:crypto";

/** A UUID, the same for the same token of the same holder: what is stored under it is stored once. */
export const tokenId = (holder: string, clientToken: string): string =>
  createHash("sha256")
    .update(JSON.stringify([holder, clientToken]))
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-a$4-$5");
