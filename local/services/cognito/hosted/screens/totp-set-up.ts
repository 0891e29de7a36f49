import type { ApiResponse } from "../../../../wire/transport/api-request";
import { associateSoftwareToken, verifySoftwareToken } from "../../operations/mfa";
import { callAs } from "../own-calls";
import { hidden } from "../pages/fields";
import { html } from "../pages/html";
import { withAnswer } from "../sign-in-steps";
import { typed } from "./input";
import { button, formTo, linkTo, type Said, type Screen, screenAnswer, type Visit } from "./screen";
import { codeField, type Waiting, waiting, waitingOf } from "./totp";

/** Gives a user a secret for an authenticator app. */
export const beginTotpSetUp = async (visit: Visit, { username, session }: Waiting): Promise<ApiResponse> => {
  const { SecretCode, Session } = await callAs(visit, associateSoftwareToken, { Session: session });
  return page(visit, { username, session: String(Session), secret: String(SecretCode) });
};

const page = (visit: Visit, known: Waiting & { readonly secret: string }, said: Said = {}): ApiResponse => {
  const { pool } = visit;
  const { secret, username } = known;
  const label = `${encodeURIComponent(pool.name)}:${encodeURIComponent(username)}`;
  const address = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(pool.name)}`;
  const fields = [...waiting(known), hidden("secret", secret), codeField("One-time code")];
  const body = html`<p id="key">Add this key to your authenticator app, by hand or with <a href="${address}">a link that opens it</a>:</p>
<p><code class="secret">${secret.replace(/(.{4})(?=.)/g, "$1 ")}</code></p>
<p>Then type the code that the app shows.</p>
${formTo(visit, linkTo(visit, "/mfaSetup"), fields, button("Continue"))}`;
  return screenAnswer(visit, { title: "Set up an authenticator app", body, ...said });
};

export const totpSetUpScreen: Screen = {
  show: (visit, said) => page(visit, { ...waitingOf(visit), secret: visit.form.get("secret") ?? "" }, said),
  async submit(visit) {
    const { username, session } = waitingOf(visit);
    const UserCode = typed(visit, "code", "One-time code", 10).trim();
    const { Session } = await callAs(visit, verifySoftwareToken, { Session: session, UserCode });
    const answered = { username, session: String(Session), answers: {} };
    return { username, step: await withAnswer(visit, "MFA_SETUP", answered) };
  },
};
