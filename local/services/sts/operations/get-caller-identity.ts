import * as z from "zod";
import { operation } from "../../../wire/operation";

/** fidelity: docs: API_GetCallerIdentity: needs no permission */
export const getCallerIdentity = operation("GetCallerIdentity", z.object({}), () => (_, { principal }) => ({
  UserId: principal.userId,
  Account: principal.account,
  Arn: principal.arn,
}));
