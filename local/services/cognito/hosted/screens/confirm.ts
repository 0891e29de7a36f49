import type { ApiResponse } from "../../../../wire/transport/api-request";
import { confirmSignUp, resendConfirmationCode } from "../../operations/sign-up";
import { redirect } from "../exchange";
import { callAs } from "../own-calls";
import { field, nameLabel } from "../pages/fields";
import { html } from "../pages/html";
import { typed } from "./input";
import { button, formTo, linkTo, type Said, type Screen, screenAnswer, type Visit } from "./screen";
import { codeField } from "./totp";

/** The name that a page was opened for, or that was typed. */
export const nameOf = ({ form, query }: Visit): string => form.get("username") ?? query.get("username") ?? "";

/** The field of a code that was sent: on this machine, into the inbox. */
export const sentCodeField = () =>
  codeField("Confirmation code", "The code that was sent to you. The local cloud keeps it: tiers inbox shows it.");

export const nameField = (visit: Visit) =>
  field({
    name: "username",
    label: nameLabel(visit.pool),
    autocomplete: "username",
    value: nameOf(visit),
    maxLength: 128,
  });

const show = (visit: Visit, said: Said = {}): ApiResponse => {
  const username = nameOf(visit);
  const fields = [nameField(visit), sentCodeField()];
  const again = html`<button class="link" type="submit" name="resend" value="1" formnovalidate>Send another code</button>`;
  const action = linkTo(visit, "/confirm", { username });
  const body = formTo(
    visit,
    action,
    fields,
    html`${button("Confirm account", "confirm")}<p class="hint">Nothing came? ${again}</p>`,
  );
  return screenAnswer(visit, { title: "Confirm your account", body, ...said });
};

export const confirmScreen: Screen = {
  show,
  async submit(visit) {
    const Username = typed(visit, "username", nameLabel(visit.pool), 128);
    if (visit.form.has("resend")) {
      await callAs(visit, resendConfirmationCode, { Username });
      return show(visit, { notice: "Another code was sent." });
    }
    const ConfirmationCode = typed(visit, "code", "Confirmation code", 10).trim();
    await callAs(visit, confirmSignUp, { Username, ConfirmationCode });
    return redirect(linkTo(visit, "/login", { login_hint: Username, said: "confirmed" }));
  },
};
