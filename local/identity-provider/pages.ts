import { field } from "../services/cognito/hosted/pages/fields";
import { Html, html } from "../services/cognito/hosted/pages/html";
import { pageAnswer } from "../services/cognito/hosted/pages/page";
import type { ApiResponse } from "../wire/transport/api-request";

const OF = "Identity provider for development";
const FOOTER = "It stands for the provider of your users on this machine. Nothing typed here leaves it.";

/** Asks who it is, and nothing else. */
export const signInPage = (
  client: string,
  { name = "", roles = "", problem }: { name?: string | undefined; roles?: string; problem?: string } = {},
): ApiResponse =>
  pageAnswer({
    title: `Sign in to ${client}`,
    of: OF,
    footer: FOOTER,
    problem,
    status: problem ? 400 : 200,
    body: html`<form method="post">
${field({ name: "name", label: "Name", autocomplete: "username", value: name, maxLength: 128, hint: html`Any name signs in, without a password.` })}
${field({ name: "roles", label: "Roles", autocomplete: "off", value: roles, required: false, maxLength: 512, hint: html`Words, such as <code>organisers</code>. Left empty, they stay as they were.` })}
<button>Sign in</button>
</form>`,
  });

/** @param form Of the library, for the buttons. */
export const signOutPage = (form: string): ApiResponse =>
  pageAnswer({
    title: "Sign out?",
    of: OF,
    footer: FOOTER,
    body: html`${new Html(form)}
<div class="providers">
<button form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button class="plain" form="op.logoutForm">Stay signed in</button>
</div>`,
  });

export const errorPage = (text: string, title = "This does not work", status = 400): ApiResponse =>
  pageAnswer({
    title,
    of: OF,
    footer: FOOTER,
    status,
    body: html`<p>${text}</p><p class="hint">Go back to the application and try again from there.</p>`,
  });
