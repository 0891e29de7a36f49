import { MASTER_LINK, ROTATED_USER, ROTATED_USERS } from "../../contracts/rotation";
import { masterEnvironment, signInAsMaster } from "../migrate/sign-in";
import { databaseUser } from "./database-user";
import { rotationHandler, secrets, valueLength } from "./rotation-handler";

const master = masterEnvironment(MASTER_LINK, process.env);

export const handler = rotationHandler(
  databaseUser({
    ...master,
    user: process.env[ROTATED_USER] ?? "",
    alternating: process.env[ROTATED_USERS] === "alternating",
    passwordLength: valueLength,
    asMaster: () => signInAsMaster(() => secrets, master, undefined),
  }),
);
