import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import type { Cloud } from "../cloud/cloud";
import type { Teardown } from "../cloud/teardown";
import type { ApiResponse } from "../wire/transport/api-request";
import { listen } from "../wire/transport/listen";
import { Accounts, nameIn, rolesIn } from "./accounts";
import { errorPage, signInPage } from "./pages";
import { createProvider } from "./provider";

/** What somebody types in is short. */
const BODY_BYTES = 16 * 1024;

/**
 * An identity provider for development, in the place of the one outside of AWS whose tokens an API takes: whoever names
 * themselves is signed in. It listens on 127.0.0.1 alone, and what it keeps lies in the cloud's storage.
 *
 * @param port `undefined` where the stack has users of no such provider: then there is none.
 */
export const startIdentityProvider = async (
  port: number | undefined,
  { storage, log }: Pick<Cloud, "storage" | "log">,
  teardown: Pick<Teardown, "add">,
): Promise<void> => {
  if (port === undefined) return;
  const accounts = new Accounts(storage);
  let provider: Promise<Provider> | undefined;
  const server = createServer((request, response) => {
    provider ??= createProvider(`http://127.0.0.1:${port}`, storage, accounts);
    provider
      .then((made) => handle(made, accounts, request, response))
      .catch((error: unknown) => {
        log.warn("identity-provider", String(error));
        send(response, errorPage("The identity provider failed.", "Something went wrong", 500));
      });
  });
  await listen(server, port);
  teardown.add(
    "identity provider",
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
};

const handle = async (
  provider: Provider,
  accounts: Accounts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (!request.url?.startsWith("/sign-in/")) return provider.callback()(request, response);
  const asked = await provider.interactionDetails(request, response).catch(() => undefined);
  if (!asked) return send(response, errorPage("This page was open for too long, or in another browser."));
  const client = String(asked.params.client_id);
  if (request.method !== "POST") return send(response, signInPage(client, { name: hintOf(asked.params.login_hint) }));
  const typed = new URLSearchParams(await bodyOf(request));
  const [name, roles] = [typed.get("name") ?? "", typed.get("roles") ?? ""];
  const known = nameIn(name);
  const words = rolesIn(roles);
  if (known === undefined) return send(response, signInPage(client, { name, roles, problem: NAME_RULE }));
  if (words === undefined) return send(response, signInPage(client, { name, roles, problem: ROLES_RULE }));
  const accountId = await accounts.signIn(known, words.length > 0 ? words : undefined);
  await provider.interactionFinished(request, response, { login: { accountId, remember: true } });
};

const NAME_RULE = "A name has 1 to 128 signs.";
const ROLES_RULE = "Roles are at most 20 words of letters, digits, dots, colons, - and _.";

const hintOf = (hint: unknown): string | undefined => (typeof hint === "string" ? hint : undefined);

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES) throw new Error("a form of more than 16 KB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

const send = (response: ServerResponse, { status, headers, body }: ApiResponse): void => {
  if (response.headersSent) return void response.end();
  response.writeHead(status, headers).end(body);
};
