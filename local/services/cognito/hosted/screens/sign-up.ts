import type { ApiResponse } from "../../../../wire/transport/api-request";
import { signUp } from "../../operations/sign-up";
import { schemaOf } from "../../settings/schema";
import { redirect } from "../exchange";
import { callAs } from "../own-calls";
import { field, nameLabel, newPassword } from "../pages/fields";
import { html } from "../pages/html";
import { withPassword } from "../sign-in-steps";
import { attributeField, attributeLabel } from "./attributes";
import { typed } from "./input";
import { button, formTo, linkTo, type Reached, type Said, type Screen, screenAnswer, type Visit } from "./screen";

/** What is asked besides the name: what the pool requires, and what it can send a code to. */
const asked = ({ pool }: Visit): readonly { readonly name: string; readonly required: boolean }[] => {
  const { UsernameAttributes = [], AutoVerifiedAttributes = [], AliasAttributes = [] } = pool.settings ?? {};
  // A name that is an address becomes that attribute by itself.
  const [only] = UsernameAttributes.length === 1 ? UsernameAttributes : [];
  const wanted: readonly string[] =
    UsernameAttributes.length > 0 ? [] : [...AutoVerifiedAttributes, ...AliasAttributes];
  return schemaOf(pool)
    .filter(({ Name, Required }) => Name !== "sub" && Name !== only && (Required || wanted.includes(Name)))
    .map(({ Name: name, Required: required }) => ({ name, required }));
};

const show = (visit: Visit, said: Said = {}): ApiResponse => {
  const { form, pool } = visit;
  const name = nameLabel({ ...pool, settings: { ...pool.settings, AliasAttributes: [] } });
  const fields = [
    field({
      name: "username",
      label: name,
      autocomplete: "username",
      value: form.get("username") ?? "",
      maxLength: 128,
    }),
    ...asked(visit).map(({ name, required }) =>
      attributeField(name, { required, value: form.get(`attribute.${name}`) ?? "" }),
    ),
    newPassword(pool),
  ];
  const body = html`${formTo(visit, linkTo(visit, "/signup"), fields, button("Create account", "signUpButton"))}
<div class="links"><p>Have an account? <a href="${linkTo(visit, "/login")}">Sign in</a></p></div>`;
  return screenAnswer(visit, { title: "Create an account", body, ...said });
};

const submit = async (visit: Visit): Promise<ApiResponse | Reached> => {
  const username = typed(visit, "username", nameLabel(visit.pool), 128);
  const password = typed(visit, "password", "New password", 256);
  const attributes = asked(visit).flatMap(({ name: Name, required }) => {
    const given = visit.form.get(`attribute.${Name}`) ?? "";
    if (given === "" && !required) return [];
    return [{ Name, Value: typed(visit, `attribute.${Name}`, attributeLabel(Name)) }];
  });
  const made = await callAs(visit, signUp, { Username: username, Password: password, UserAttributes: attributes });
  if (made.UserConfirmed) return { username, step: await withPassword(visit, username, password) };
  return redirect(linkTo(visit, "/confirm", { username }));
};

export const signUpScreen: Screen = { show, submit };
