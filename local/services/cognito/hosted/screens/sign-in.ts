import { ServiceError } from "../../../../wire/service-error";
import type { ApiResponse } from "../../../../wire/transport/api-request";
import { resendConfirmationCode } from "../../operations/sign-up";
import { redirect } from "../exchange";
import { callAs } from "../own-calls";
import { field, nameLabel } from "../pages/fields";
import { html } from "../pages/html";
import { providersOf, shownProvider, takesPasswords } from "../providers/providers";
import { withPassword } from "../sign-in-steps";
import { typed } from "./input";
import { button, formTo, linkTo, type Reached, type Said, type Screen, screenAnswer, type Visit } from "./screen";

const providers = (visit: Visit) => {
  const known = providersOf(visit);
  if (known.length === 0) return undefined;
  const links = known.map(
    (provider) =>
      html`<a class="button" href="${linkTo(visit, "/provider", { identity_provider: provider.name })}">Continue with ${shownProvider(provider)}</a>`,
  );
  return html`${takesPasswords(visit) && html`<div class="or">or</div>`}<div class="providers">${links}</div>`;
};

const links = (visit: Visit) => {
  const open = !visit.pool.settings?.AdminCreateUserConfig?.AllowAdminCreateUserOnly;
  return html`<div class="links"><p><a href="${linkTo(visit, "/forgotPassword")}">Forgot your password?</a></p>
${open && html`<p>New here? <a href="${linkTo(visit, "/signup")}">Create an account</a></p>`}</div>`;
};

const show = (visit: Visit, said: Said = {}): ApiResponse => {
  const username = visit.form.get("username") ?? visit.query.get("login_hint") ?? "";
  const fields = [
    field({
      name: "username",
      label: nameLabel(visit.pool),
      autocomplete: "username",
      value: username,
      maxLength: 128,
    }),
    field({ name: "password", label: "Password", type: "password", autocomplete: "current-password", maxLength: 256 }),
  ];
  const form = takesPasswords(visit)
    ? html`${formTo(visit, linkTo(visit, "/login"), fields, button("Sign in", "signInSubmitButton"))}${links(visit)}`
    : undefined;
  return screenAnswer(visit, { title: "Sign in", body: html`${form}${providers(visit)}`, ...said });
};

const submit = async (visit: Visit): Promise<ApiResponse | Reached> => {
  const username = typed(visit, "username", nameLabel(visit.pool), 128);
  const password = typed(visit, "password", "Password", 256);
  try {
    return { username, step: await withPassword(visit, username, password) };
  } catch (error) {
    const code = error instanceof ServiceError ? error.code : "";
    if (code === "UserNotConfirmedException") {
      await callAs(visit, resendConfirmationCode, { Username: username });
      return redirect(linkTo(visit, "/confirm", { username }));
    }
    if (code === "PasswordResetRequiredException")
      return redirect(linkTo(visit, "/forgotPassword", { login_hint: username }));
    throw error;
  }
};

export const signInScreen: Screen = { show, submit };
