import type { ApiResponse } from "../../../../wire/transport/api-request";
import { confirmForgotPassword, forgotPassword } from "../../operations/sign-up";
import { redirect } from "../exchange";
import { callAs } from "../own-calls";
import { field, nameLabel, newPassword } from "../pages/fields";
import { html } from "../pages/html";
import { nameField, sentCodeField } from "./confirm";
import { typed } from "./input";
import { button, formTo, linkTo, type Said, type Screen, screenAnswer, type Visit } from "./screen";

const back = (visit: Visit) =>
  html`<div class="links"><p><a href="${linkTo(visit, "/login")}">Back to sign-in</a></p></div>`;

const showForgot = (visit: Visit, said: Said = {}): ApiResponse => {
  const { form, query, pool } = visit;
  const value = form.get("username") ?? query.get("login_hint") ?? "";
  const name = field({ name: "username", label: nameLabel(pool), autocomplete: "username", value, maxLength: 128 });
  const form2 = formTo(visit, linkTo(visit, "/forgotPassword"), [name], button("Send a code", "reset_my_password"));
  const body = html`<p>A code to choose a new password with is sent to the address of the account.</p>${form2}${back(visit)}`;
  return screenAnswer(visit, { title: "Forgot your password?", body, ...said });
};

export const forgotPasswordScreen: Screen = {
  show: showForgot,
  async submit(visit) {
    const Username = typed(visit, "username", nameLabel(visit.pool), 128);
    await callAs(visit, forgotPassword, { Username });
    return redirect(linkTo(visit, "/confirmForgotPassword", { username: Username }));
  },
};

const showReset = (visit: Visit, said: Said = {}): ApiResponse => {
  const fields = [nameField(visit), sentCodeField(), newPassword(visit.pool)];
  const action = linkTo(visit, "/confirmForgotPassword");
  const body = html`${formTo(visit, action, fields, button("Change password"))}${back(visit)}`;
  return screenAnswer(visit, { title: "Choose a new password", body, ...said });
};

export const resetPasswordScreen: Screen = {
  show: showReset,
  async submit(visit) {
    const Username = typed(visit, "username", nameLabel(visit.pool), 128);
    const ConfirmationCode = typed(visit, "code", "Confirmation code", 10).trim();
    const Password = typed(visit, "password", "New password", 256);
    await callAs(visit, confirmForgotPassword, { Username, ConfirmationCode, Password });
    return redirect(linkTo(visit, "/login", { login_hint: Username, said: "changed" }));
  },
};
