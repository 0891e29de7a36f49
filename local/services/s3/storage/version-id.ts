import { createHash, randomBytes } from "node:crypto";

/** 32 characters, of which the last four check the others: an id that nobody has been given is told from one that is gone. */
export const newVersionId = (): string => {
  const id = randomBytes(21).toString("base64url");
  return `${id}${checkOf(id)}`;
};

/** Whether a text can be the id of a version; `null` is that of what was written where no versions are kept. */
export const isVersionId = (text: string): boolean => text === "null" || text.slice(28) === checkOf(text.slice(0, 28));

const checkOf = (id: string): string => createHash("sha256").update(id).digest("base64url").slice(0, 4);
