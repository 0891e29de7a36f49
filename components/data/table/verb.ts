import type * as z from "zod";
import { within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";

/** @throws {ArgsError} for arguments of a verb that are none, under the name of the verb: `read.leadingKeys must …`. */
export const checkVerb = (name: string, verb: string, args: unknown, shape: z.ZodType): void =>
  within(
    name,
    (path) => (path === "arguments" ? verb : `${verb}.${path}`),
    () => checkArgs(name, args, shape),
  );
