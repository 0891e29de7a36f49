import type { ApiResponse } from "../../../../wire/transport/api-request";
import { PageError } from "../refusals";
import { welcome } from "../sign-in-steps";
import { newPasswordPage } from "./new-password";
import type { Reached, Visit } from "./screen";
import { totpPage } from "./totp";
import { beginTotpSetUp } from "./totp-set-up";

/** Where a visit goes on after a step of its sign-in. */
export const afterStep = async (visit: Visit, { username, step }: Reached): Promise<ApiResponse> => {
  if ("user" in step) return welcome(visit, step.user);
  const { session, asked } = step;
  if (step.challenge === "SOFTWARE_TOKEN_MFA") return totpPage(visit, { username, session });
  if (step.challenge === "MFA_SETUP") return beginTotpSetUp(visit, { username, session });
  if (step.challenge === "NEW_PASSWORD_REQUIRED") {
    const required: readonly string[] = JSON.parse(String(asked.requiredAttributes));
    return newPasswordPage(visit, { username, session, required });
  }
  throw new PageError("not_emulated", `The pages of the local cloud do not ask for ${step.challenge}.`, 501);
};
