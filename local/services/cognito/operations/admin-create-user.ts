import { randomUUID } from "node:crypto";
import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { keepPassword } from "../password";
import { type CognitoParts, namedPool, userKey } from "./cognito-operation";

const Input = z.object({
  UserPoolId: z.string().min(1),
  Username: z.string().min(1).max(128),
  TemporaryPassword: z.string().optional(),
  ForceAliasCreation: withoutEffect(false),
  MessageAction: withoutEffect("SUPPRESS"),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string().default("") })).default([]),
});

/** Makes a user; nobody is told, for there is no mail here. A temporary password leads to a challenge. */
export const adminCreateUser = operation(
  "AdminCreateUser",
  Input,
  { action: "cognito-idp:AdminCreateUser", on: namedPool },
  (services: CognitoParts) =>
    async (input, { id }) => {
      const key = userKey(id, input.Username);
      const { users, cloud } = services.pools;
      if (users.get(key)) throw new ServiceError("UsernameExistsException", "User account already exists");
      const sub = randomUUID();
      await users.put(key, {
        pool: id,
        name: input.Username,
        sub,
        attributes: Object.fromEntries(input.UserAttributes.map(({ Name, Value }) => [Name, Value])),
        ...(input.TemporaryPassword === undefined
          ? {}
          : { password: keepPassword(input.TemporaryPassword), temporary: true }),
      });
      const now = cloud.clock.now() / 1000;
      return {
        User: {
          Username: input.Username,
          Attributes: [{ Name: "sub", Value: sub }, ...input.UserAttributes],
          Enabled: true,
          UserStatus: "FORCE_CHANGE_PASSWORD",
          UserCreateDate: now,
          UserLastModifiedDate: now,
        },
      };
    },
);
