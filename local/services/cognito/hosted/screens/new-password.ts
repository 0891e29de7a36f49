import type { ApiResponse } from "../../../../wire/transport/api-request";
import { hidden, newPassword } from "../pages/fields";
import { withAnswer } from "../sign-in-steps";
import { attributeField, attributeLabel } from "./attributes";
import { typed } from "./input";
import { button, formTo, linkTo, type Said, type Screen, screenAnswer, type Visit } from "./screen";
import { type Waiting, waiting, waitingOf } from "./totp";

/** Asks who has a temporary password for another one, and for what the pool wants to know of everybody. */
export const newPasswordPage = (
  visit: Visit,
  known: Waiting & { readonly required: readonly string[] },
  said: Said = {},
): ApiResponse => {
  const names = known.required.map((name) => name.replace(/^userAttributes\./, ""));
  const fields = [
    ...waiting(known),
    hidden("required", names.join(" ")),
    newPassword(visit.pool),
    ...names.map((name) => attributeField(name, { value: visit.form.get(`attribute.${name}`) ?? "", required: true })),
  ];
  const body = formTo(visit, linkTo(visit, "/newPassword"), fields, button("Continue"));
  return screenAnswer(visit, { title: "Choose a new password", body, ...said });
};

const requiredOf = ({ form }: Visit): readonly string[] =>
  (form.get("required") ?? "").split(" ").filter((name) => name !== "");

export const newPasswordScreen: Screen = {
  show: (visit, said) => newPasswordPage(visit, { ...waitingOf(visit), required: requiredOf(visit) }, said),
  async submit(visit) {
    const { username, session } = waitingOf(visit);
    const attributes = requiredOf(visit).map((name) => [
      `userAttributes.${name}`,
      typed(visit, `attribute.${name}`, attributeLabel(name)),
    ]);
    const answers = { NEW_PASSWORD: typed(visit, "password", "New password", 256), ...Object.fromEntries(attributes) };
    return { username, step: await withAnswer(visit, "NEW_PASSWORD_REQUIRED", { username, session, answers }) };
  },
};
