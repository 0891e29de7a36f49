import { createHash } from "node:crypto";
import type { ApiResponse } from "../../../../wire/transport/api-request";
import { Html, html } from "./html";
import { STYLE } from "./style";

export interface Page {
  readonly title: string;
  /** Whose page it is: what stands above the title. */
  readonly of: string;
  readonly body: Html;
  /** @default 200 */
  readonly status?: number;
  /** What went wrong, said before everything else. */
  readonly problem?: string | undefined;
  readonly notice?: string | undefined;
  readonly setCookie?: string | undefined;
  /** What stands below. @default that of managed login */
  readonly footer?: string;
}

const FOOTER = "Managed login of the local cloud. Nothing typed here leaves this machine.";

const styleHash = createHash("sha256").update(STYLE).digest("base64");

/**
 * Nothing but this style is loaded, and no other site may show the page. Where forms go is not restricted: browsers
 * hold the redirects that follow against `form-action` too, and those end at the client and where it sends its users.
 */
const SECURITY = {
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

export const pageAnswer = ({
  title,
  of,
  body,
  status = 200,
  problem,
  notice,
  setCookie,
  footer = FOOTER,
}: Page): ApiResponse => {
  // The one who sees a page anew because of a mistake is told so first, also by a screen reader.
  const said = problem
    ? html`<div class="problem" role="alert" tabindex="-1" autofocus><p>${problem}</p></div>`
    : notice && html`<div class="notice" role="status"><p>${notice}</p></div>`;
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${problem ? "Error: " : ""}${title} – ${of}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<header><p>${of}</p></header>
<h1>${title}</h1>
${said || undefined}
${body}
</main>
<footer>${footer}</footer>
</body>
</html>
`;
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...SECURITY };
  return { status, headers: { ...headers, ...(setCookie ? { "set-cookie": setCookie } : {}) }, body: text.text };
};
