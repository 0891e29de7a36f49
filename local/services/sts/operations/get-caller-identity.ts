import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { NOTHING_ASKED } from "../../../wire/operations/right";

/** fidelity: docs: API_GetCallerIdentity: needs no permission */
export const getCallerIdentity = operation("GetCallerIdentity", z.object({}), NOTHING_ASKED, () => (_, __, call) => {
  const { userId, account, arn } = call.principal;
  return { UserId: userId, Account: account, Arn: arn };
});
