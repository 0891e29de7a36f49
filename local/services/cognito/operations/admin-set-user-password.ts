import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { keepPassword } from "../password";
import { type CognitoParts, namedPool, requireUser, userKey } from "./cognito-operation";

const Input = z.object({
  UserPoolId: z.string().min(1),
  Username: z.string().min(1),
  Password: z.string().min(1).max(256),
  Permanent: z.boolean().default(false),
});

/** fidelity: guess: the pool's password policy is not asked */
export const adminSetUserPassword = operation(
  "AdminSetUserPassword",
  Input,
  { action: "cognito-idp:AdminSetUserPassword", on: namedPool },
  (services: CognitoParts) =>
    async (input, { id }) => {
      const user = requireUser(services, id, input.Username);
      const changed = { ...user, password: keepPassword(input.Password), temporary: !input.Permanent };
      await services.pools.users.put(userKey(id, user.name), changed);
      return {};
    },
);
