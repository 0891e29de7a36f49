import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { pageOf } from "../page";
import { ofPool, type UserRecord } from "../user-pools";
import { shownUser, statusOf } from "../users";
import { type CognitoParts, onPool } from "./cognito-operation";

/** Users in order of their names, those of a filter alone where one is given. */
export const listUsers = operation(
  "ListUsers",
  z.object({
    UserPoolId: z.string().min(1),
    AttributesToGet: z.array(z.string()).optional(),
    Filter: z.string().max(256).optional(),
    Limit: z.number().int().min(0).max(60).optional(),
    PaginationToken: z.string().min(1).optional(),
  }),
  onPool("ListUsers"),
  ({ pools }: CognitoParts) =>
    ({ AttributesToGet, Filter = "", Limit, PaginationToken }, { id }) => {
      const users = ofPool(pools.users, id).filter(filterOf(Filter));
      const page = { limit: Limit || 60, token: PaginationToken };
      const { items, next } = pageOf(users, ({ name }) => name, page);
      const Users = items.map((user) => {
        const { Attributes, ...shown } = shownUser(user);
        return { ...shown, Attributes: Attributes.filter(({ Name }) => AttributesToGet?.includes(Name) ?? true) };
      });
      return { Users, ...(next ? { PaginationToken: next } : {}) };
    },
);

/** What a filter may name besides texts of the user. fidelity: docs: ListUsers, "Searching for users" */
const FIELDS: Readonly<Record<string, (user: UserRecord) => string | undefined>> = {
  username: ({ name }) => name,
  sub: ({ sub }) => sub,
  "cognito:user_status": statusOf,
  status: ({ disabled }) => (disabled ? "Disabled" : "Enabled"),
  ...Object.fromEntries(
    ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"].map((name) => [
      name,
      ({ attributes }: UserRecord) => attributes[name],
    ]),
  ),
};

const filterOf = (filter: string): ((user: UserRecord) => boolean) => {
  if (filter.trim() === "") return () => true;
  const [, name = "", operator, quoted = ""] =
    /^\s*"?([\w:]+)"?\s*(\^=|=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  // fidelity: guess: the text
  if (!field) throw new ServiceError("InvalidParameterException", "Error while parsing filter.");
  const wanted = quoted.replace(/\\(.)/g, "$1");
  return (user) => {
    const value = field(user);
    return operator === "=" ? value === wanted : value?.startsWith(wanted) === true;
  };
};
