import type { JsonMap } from "../case-file";
import { sendHttp } from "./http-step";
import { NotRunnable } from "./not-runnable";
import type { Connection } from "./sdk";

/** A `hostedLogin` step, filled: `domain`, `pool` and `query` are those of a request to `/oauth2/authorize`. */
interface HostedLogin {
  readonly username: string;
  readonly password: string;
}

/** Pages between the first request and the form, and between the form and the client. */
const MAX_REDIRECTS = 5;

/** Signs in at the pages of a domain, as a browser without scripts does: where the client is called back. */
export const signInAtPages = async (input: JsonMap, connection: Connection): Promise<string> => {
  const { username, password } = input as unknown as HostedLogin; // as README-data.md describes it
  const cookies = new Map<string, string>();
  const open = async (request: JsonMap) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await sendHttp({ ...request, headers: { Cookie: cookie } }, connection);
    for (const [name, value] of answer.headers) {
      const [, key, kept] = (name.toLowerCase() === "set-cookie" && /^([^=]+)=([^;]*)/.exec(value)) || [];
      if (key !== undefined && kept !== undefined) cookies.set(key, kept);
    }
    const location = answer.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
    return { location, text: answer.body.toString("utf8"), status: answer.status };
  };
  let at = { ...input, service: "cognito-hosted", path: "/oauth2/authorize" } as JsonMap;
  let base = new URL(connection.endpoint ?? `https://${input.domain}.auth.${connection.region}.amazoncognito.com`);
  let page = await open(at);
  for (let hops = 0; page.location !== undefined && hops < MAX_REDIRECTS; hops += 1) {
    base = new URL(page.location, base);
    at = { url: base.href };
    page = await open(at);
  }
  const form = /<form[^>]*\bmethod="post"[^>]*>.*?<\/form>/is.exec(page.text)?.[0];
  if (!form) throw new NotRunnable(`there is no form to sign in at (status ${page.status})`);
  const hidden = [...form.matchAll(/<input[^>]*\btype="hidden"[^>]*>/gi)].map(([tag]) => [
    attribute(tag, "name"),
    attribute(tag, "value"),
  ]);
  const action = attribute(/^<form[^>]*>/i.exec(form)?.[0] ?? "", "action");
  const url = new URL(action, base).href;
  const sent = await open({ url, method: "POST", form: { ...Object.fromEntries(hidden), username, password } });
  return sent.location ?? `no redirect: status ${sent.status}`;
};

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
