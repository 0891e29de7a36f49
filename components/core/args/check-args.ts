import type * as z from "zod";
import { checkName } from "../component/naming";
import { ArgsError } from "./args-error";
import { isUnknownKey } from "./args-shape";

/**
 * Holds what a program passed to a component against the shape of its arguments, whatever the program was written in.
 *
 * @throws {ArgsError} for a name that is none, for an argument that is unknown, missing or of another kind.
 */
export const checkArgs = (name: string, args: unknown, shape: z.ZodType): void => {
  checkName(name);
  const issues = shape.safeParse(args).error?.issues ?? [];
  // A misspelt key leaves its argument missing: the cause first.
  const issue = issues.find(isUnknownKey) ?? issues[0];
  if (issue !== undefined) throw new ArgsError(name, argsPath(issue.path) || "arguments", issue.message);
};

/** `["routes", "GET /orders", "to"]` -> `routes["GET /orders"].to` */
export const argsPath = (keys: readonly PropertyKey[]): string =>
  keys
    .map((key) => (/^[A-Za-z_]\w*$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`))
    .join("")
    .replace(/^\./, "");
