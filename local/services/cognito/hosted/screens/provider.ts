import { ServiceError } from "../../../../wire/service-error";
import type { ApiResponse } from "../../../../wire/transport/api-request";
import { afterSignIn } from "../../triggers/sign-in";
import { field, hidden } from "../pages/fields";
import { html } from "../pages/html";
import { externalUser, type Identity, mappedAttributes, usersOf } from "../providers/external-user";
import { askedProvider, shownProvider } from "../providers/providers";
import type { IdentityProviderRecord } from "../records";
import { PageError } from "../refusals";
import { attributeField } from "./attributes";
import { typed } from "./input";
import { button, formTo, linkTo, type Said, type Screen, screenAnswer, type Visit } from "./screen";

const providerOf = (visit: Visit): IdentityProviderRecord => {
  const provider = askedProvider(visit);
  if (!provider) throw new PageError("invalid_request", "The client has no such identity provider.");
  return provider;
};

/** Where the sign-in of an outside provider would be: nobody is asked there, one says who one is. */
const show = (visit: Visit, said: Said = {}): ApiResponse => {
  const provider = providerOf(visit);
  const { form, pools } = visit;
  const shown = shownProvider(provider);
  const action = linkTo(visit, "/provider", { identity_provider: provider.name });
  const known = usersOf(pools, provider).map(
    ({ name, attributes }) =>
      html`<button class="plain" type="submit" name="known" value="${name}">${attributes.email ?? attributes.name ?? name}</button>`,
  );
  const fields = [
    field({
      name: "id",
      label: `User id at ${shown}`,
      autocomplete: "off",
      value: form.get("id") ?? "",
      maxLength: 128,
    }),
    ...mappedAttributes(provider).map((name) =>
      attributeField(name, { required: false, value: form.get(`attribute.${name}`) ?? "" }),
    ),
  ];
  const before =
    known.length > 0 &&
    html`<h2>Somebody who was here before</h2>${formTo(visit, action, [], html`<div class="providers">${known}</div>`)}<div class="or">or</div><h2>Somebody else</h2>`;
  const body = html`<div class="imitation"><p><strong>This is an imitation.</strong> ${shown} is not asked: the local cloud takes your word for who you are.</p></div>
${before}${formTo(visit, action, [hidden("provider", provider.name), ...fields], button("Continue"))}
<div class="links"><p><a href="${linkTo(visit, "/login")}">Another way to sign in</a></p></div>`;
  return screenAnswer(visit, { title: `Sign in with ${shown}`, body, ...said });
};

// fidelity: docs: "Post authentication Lambda trigger": users of outside providers as well
const signedInAs = async ({ pools, pool, request }: Visit, provider: IdentityProviderRecord, identity: Identity) => {
  const { client } = request;
  const user = await externalUser(pools, pool, provider, { client: client.id, identity });
  await afterSignIn(pools, { client, user });
  return { username: user.name, step: { user } };
};

export const providerScreen: Screen = {
  show,
  async submit(visit) {
    const provider = providerOf(visit);
    const { pools, form } = visit;
    const before = form.get("known");
    if (before !== null) {
      const found = usersOf(pools, provider).find(({ name }) => name === before);
      if (!found) throw new ServiceError("UserNotFoundException", "User does not exist.");
      const identity = { id: found.name.slice(provider.name.length + 1), attributes: {} };
      return signedInAs(visit, provider, identity);
    }
    const given = mappedAttributes(provider).map((name) => [name, form.get(`attribute.${name}`) ?? ""] as const);
    const attributes = Object.fromEntries(given.filter(([, value]) => value !== ""));
    const identity = { id: typed(visit, "id", `User id at ${shownProvider(provider)}`, 128), attributes };
    return signedInAs(visit, provider, identity);
  },
};
