import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { pageAfter } from "../page";
import { schemaOf } from "../settings/schema";
import { AttributeNames, text, UserPoolId } from "../settings/shapes";
import type { UserRecord } from "../user-pools";
import { shownUser, statusOf } from "../users/users";
import { type CognitoParts, onPool } from "./cognito-operation";

/** Users in order of their names, those of a filter alone where one is given. */
export const listUsers = operation(
  "ListUsers",
  z.object({
    UserPoolId,
    AttributesToGet: AttributeNames.optional(),
    Filter: z.string().max(256).optional(),
    Limit: z.number().int().min(0).max(60).optional(),
    PaginationToken: text({ min: 1, pattern: "[\\S]+" }).optional(),
  }),
  onPool("ListUsers"),
  ({ pools }: CognitoParts) =>
    ({ AttributesToGet, Filter = "", Limit, PaginationToken }, pool) => {
      const { id } = pool;
      const names = ["identities", ...schemaOf(pool).map(({ Name }) => Name)];
      // fidelity: observed: reports of the text
      if (AttributesToGet?.some((name) => !names.includes(name))) {
        throw new ServiceError("InvalidParameterException", "One or more requested attributes do not exist.");
      }
      const matches = filterOf(Filter);
      const page = { limit: Limit || 60, token: PaginationToken };
      const { items, next } = pageAfter(page, (after) => pools.users.below(`${id}/`, `${id}/${after}`), matches);
      const Users = items.map((user) => {
        const { Attributes, ...shown } = shownUser(user);
        return { ...shown, Attributes: Attributes.filter(({ Name }) => AttributesToGet?.includes(Name) ?? true) };
      });
      return { Users, ...(next ? { PaginationToken: next } : {}) };
    },
);

interface Field {
  readonly of: (user: UserRecord) => string | undefined;
  readonly anyCase?: true;
}

/** What a filter may name. fidelity: docs: ListUsers, Filter, "Searching for users" */
const FIELDS: Readonly<Record<string, Field>> = {
  username: { of: ({ name }) => name },
  sub: { of: ({ sub }) => sub },
  "cognito:user_status": { of: statusOf, anyCase: true },
  status: { of: ({ disabled }) => (disabled ? "Disabled" : "Enabled") },
  ...Object.fromEntries(
    ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"].map((name) => [
      name,
      { of: ({ attributes }: UserRecord) => attributes[name] },
    ]),
  ),
};

// fidelity: observed: AWS's texts as moto has them
const filterOf = (filter: string): ((user: UserRecord) => boolean) => {
  if (filter.trim() === "") return () => true;
  const invalid = (text: string) => new ServiceError("InvalidParameterException", text);
  const [whole, name = "", operator, quoted = ""] =
    /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (whole === undefined) throw invalid("Error while parsing filter");
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (!field) throw invalid(`Invalid search attribute: ${name}`);
  const fold = (text: string) => (field.anyCase ? text.toLowerCase() : text);
  const wanted = fold(quoted.replace(/\\(.)/g, "$1"));
  return (user) => {
    const value = fold(field.of(user) ?? "");
    return operator === "=" ? value === wanted : value.startsWith(wanted) && field.of(user) !== undefined;
  };
};
