import { passwordPolicy } from "../../settings/pool-settings";
import type { UserPoolRecord } from "../../user-pools";
import { type Html, html } from "./html";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "tel" | "password" | "date";
  readonly autocomplete: string;
  readonly value?: string | undefined;
  readonly hint?: Html;
  /** @default true */
  readonly required?: boolean;
  readonly maxLength?: number;
  /** A code of six digits. */
  readonly code?: boolean;
}

export const field = ({ required = true, ...given }: Field): Html => {
  const { name, label, type = "text", autocomplete, value = "", hint, maxLength = 2048, code } = given;
  const digits = html`inputmode="numeric" class="code"`;
  const described = html` aria-describedby="${name}-hint"`;
  return html`<div class="field"><label for="${name}">${label}${required ? "" : " (optional)"}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" maxlength="${maxLength}" autocapitalize="none" spellcheck="false" ${code && digits}${hint && described}${required && html` required`}>
${hint && html`<div id="${name}-hint" class="hint">${hint}</div>`}</div>`;
};

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** A password that is chosen, with what the pool asks of it. */
export const newPassword = (pool: UserPoolRecord, name = "password"): Html => {
  const policy = passwordPolicy(pool);
  const kinds = [
    policy.RequireUppercase && "an upper case letter",
    policy.RequireLowercase && "a lower case letter",
    policy.RequireNumbers && "a digit",
    policy.RequireSymbols && "a symbol",
  ].filter((kind) => typeof kind === "string");
  const among = kinds.length > 0 ? `, among them ${listed(kinds, "and")}` : "";
  const asked = `At least ${policy.MinimumLength} characters${among}.`;
  const given = { autocomplete: "new-password", type: "password", maxLength: 256 } as const;
  return field({ name, label: "New password", hint: html`${asked}`, ...given });
};

/** What users call themselves by when they sign in. */
export const nameLabel = ({ settings = {} }: UserPoolRecord): string => {
  const { UsernameAttributes = [], AliasAttributes = [] } = settings;
  const words = { email: "email address", phone_number: "phone number", preferred_username: "preferred name" };
  const alone = UsernameAttributes.length > 0;
  const all = alone
    ? UsernameAttributes.map((each) => words[each])
    : ["user name", ...AliasAttributes.map((each) => words[each])];
  const text = listed(all, "or");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** `a, b and c`. */
const listed = (all: readonly string[], word: "and" | "or"): string =>
  all.length > 1 ? `${all.slice(0, -1).join(", ")} ${word} ${all.at(-1)}` : String(all[0]);
