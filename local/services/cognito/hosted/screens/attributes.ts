import { field } from "../pages/fields";
import type { Html } from "../pages/html";

const KINDS: Readonly<
  Record<string, { readonly type: "email" | "tel" | "date" | "text"; readonly autocomplete: string }>
> = {
  email: { type: "email", autocomplete: "email" },
  phone_number: { type: "tel", autocomplete: "tel" },
  birthdate: { type: "date", autocomplete: "bday" },
  given_name: { type: "text", autocomplete: "given-name" },
  family_name: { type: "text", autocomplete: "family-name" },
  name: { type: "text", autocomplete: "name" },
};

const LABELS: Readonly<Record<string, string>> = {
  email: "Email address",
  phone_number: "Phone number",
  birthdate: "Date of birth",
};

/** `given_name` -> `Given name`. */
export const attributeLabel = (name: string): string => {
  const words = name.replace(/^custom:/, "").replaceAll("_", " ");
  return LABELS[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
};

/** The field of an attribute of users, `attribute.<name>` in forms. */
export const attributeField = (
  name: string,
  { value, required }: { value?: string | undefined; required: boolean },
): Html => {
  const kind = KINDS[name] ?? { type: "text", autocomplete: "off" };
  return field({ name: `attribute.${name}`, label: attributeLabel(name), value, required, ...kind });
};
