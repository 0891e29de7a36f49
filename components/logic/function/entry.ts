import { statSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { ArgsError } from "../../core/args/args-error";
import { nearest } from "../../core/args/nearest";
import { didYouMean } from "../../core/args/nearest-path";
import { programRoot } from "../../core/program-root";
import { type Bundle, bundle } from "../bundle/bundle";
import { HANDLER, MissingHandler } from "../bundle/entry-export";

/**
 * The bundle of a function's entry.
 *
 * @throws {ArgsError} for an entry that is not there, does not bundle or exports no `handler`.
 */
export const bundledEntry = (name: string, entry: string): Bundle => {
  const root = programRoot();
  const path = isAbsolute(entry) ? entry : resolve(root, entry);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new ArgsError(
      name,
      "entry",
      `must be a file: there is no ${path} (paths start at the folder of Pulumi.yaml)${didYouMean(path, root)}`,
    );
  try {
    return bundle(root, path);
  } catch (cause) {
    if (cause instanceof MissingHandler) throw new ArgsError(name, "entry", handlerRule(entry, cause.exports));
    throw new ArgsError(name, "entry", `must bundle (${entry}): ${cause instanceof Error ? cause.message : cause}`);
  }
};

const handlerRule = (entry: string, exports: readonly string[]): string => {
  const near = nearest(HANDLER, exports);
  const found = exports.length === 0 ? "nothing" : `${exports.join(", ")} alone`;
  return `must export ${HANDLER}, which Lambda calls: ${entry} exports ${found}${near ? `; rename ${near} if that is it` : ""}`;
};
