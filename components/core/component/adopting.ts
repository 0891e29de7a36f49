import { within } from "../args/args-error";
import { isData } from "../args/args-shape";

/** Whether arguments name what another stack has made; whatever is no object is for the check of arguments to refuse. */
export const isAdopting = <Adopting extends { readonly adopted: unknown }>(args: object): args is Adopting =>
  isData(args) && "adopted" in args;

/** Tells faults of what is adopted as those of the arguments of `adopt`. */
export const adopting = <T>(name: string, make: () => T): T =>
  within(name, (path) => path.replace(/^adopted\.?/, "") || "arguments", make);
