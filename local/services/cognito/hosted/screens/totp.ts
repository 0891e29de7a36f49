import type { ApiResponse } from "../../../../wire/transport/api-request";
import { field, hidden } from "../pages/fields";
import { html } from "../pages/html";
import { withAnswer } from "../sign-in-steps";
import { typed } from "./input";
import { button, formTo, linkTo, type Said, type Screen, screenAnswer, type Visit } from "./screen";

/** A sign-in that waits for an answer. */
export interface Waiting {
  readonly username: string;
  readonly session: string;
}

export const codeField = (label: string, hint?: string) =>
  field({
    name: "code",
    label,
    autocomplete: "one-time-code",
    code: true,
    maxLength: 10,
    ...(hint ? { hint: html`${hint}` } : {}),
  });

export const waiting = ({ username, session }: Waiting) => [hidden("username", username), hidden("session", session)];

/** Of a form that goes on with a sign-in. */
export const waitingOf = ({ form }: Visit): Waiting => ({
  username: form.get("username") ?? "",
  session: form.get("session") ?? "",
});

export const totpPage = (visit: Visit, known: Waiting, said: Said = {}): ApiResponse => {
  const hint = "The six digits that your authenticator app shows now.";
  const fields = [...waiting(known), codeField("One-time code", hint)];
  const body = formTo(visit, linkTo(visit, "/mfa"), fields, button("Continue"));
  return screenAnswer(visit, { title: "Enter your one-time code", body, ...said });
};

export const totpScreen: Screen = {
  show: (visit, said) => totpPage(visit, waitingOf(visit), said),
  async submit(visit) {
    const { username, session } = waitingOf(visit);
    const answers = { SOFTWARE_TOKEN_MFA_CODE: typed(visit, "code", "One-time code", 10).trim() };
    return { username, step: await withAnswer(visit, "SOFTWARE_TOKEN_MFA", { username, session, answers }) };
  },
};
