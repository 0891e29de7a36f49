import { ArgsError } from "../../core/args/args-error";

/** https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html (read 2026-11) */
const NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** @throws {ArgsError} for what is no name of a host in lower case; the first label may be `*` where `wildcard` allows it. */
export const checkHost = (component: string, at: string, name: string, wildcard: boolean): void => {
  const bare = wildcard ? name.replace(/^\*\./, "") : name;
  if (!NAME.test(bare) || name.length > 253)
    throw new ArgsError(
      component,
      at,
      `must be a name in lower case, "shop.example.com" (it is ${JSON.stringify(name)})`,
    );
};

/** Of a name in the name of a child. */
export const childLabel = (name: string): string => name.replace(/^\*/, "any");
