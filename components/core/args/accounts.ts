import { ArgsError } from "./args-error";
import { list, text } from "./args-shape";
import { argsPath } from "./check-args";

export const accountsShape = list(
  text("the id of an account"),
  'a list of ids of accounts, ["123456789012"]',
).optional();

/** @throws {ArgsError} for what is no id of an account of AWS. */
export const checkAccounts = (component: string, place: readonly string[], accounts: readonly string[]): void => {
  for (const [index, account] of accounts.entries())
    if (!/^\d{12}$/.test(account))
      throw new ArgsError(
        component,
        argsPath([...place, index]),
        `must be the id of an account, twelve digits (it is ${JSON.stringify(account)})`,
      );
};
