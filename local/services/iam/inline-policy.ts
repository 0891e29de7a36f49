import { noSuchEntity } from "./errors";
import type { RoleRecord } from "./role-record";

/** The text of an inline policy. @throws {ServiceError} NoSuchEntity */
export const inlinePolicy = ({ inline }: RoleRecord, name: string): string => {
  const policy = Object.hasOwn(inline, name) ? inline[name] : undefined;
  if (policy === undefined) throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
  return policy;
};
