import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { totpCode } from "../../../../../local/services/cognito/proofs/totp";
import { listen } from "../../../../../local/wire/transport/listen";
import { launchChromium } from "../../../../support/chromium";
import { look, shot } from "../../../../support/look";
import { type HostedPool, PASSWORD, startHostedPool } from "./hosted-pool";

describe("cognito, hosted: managed login in a browser", () => {
  /** The client, elsewhere. */
  const app = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<h1>app</h1>"));
  let appUrl: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let pool: HostedPool;
  const consoleErrors: string[] = [];

  before(async function () {
    appUrl = `http://localhost:${await listen(app, 0)}`;
    browser = await launchChromium(this, "the pages of managed login");
  }).timeout(60_000);
  after(async () => {
    await browser?.close();
    app.close();
  });

  const start = async (settings: object, options: Parameters<Browser["newContext"]>[0] = {}) => {
    const urls = { CallbackURLs: [`${appUrl}/callback`], LogoutURLs: [`${appUrl}/bye`] };
    pool = await startHostedPool(settings, urls);
    context = await browser.newContext(options);
    page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && consoleErrors.push(message.text()));
  };
  afterEach(async () => {
    await context?.close();
    await pool?.close();
    // A status of 400 is one that the browser tells of; what the security policy refuses would be more.
    assert.deepEqual(
      consoleErrors.splice(0).filter((text) => !/status of 400/.test(text)),
      [],
    );
  });

  const address = (more: Readonly<Record<string, string>> = {}) =>
    `${pool.url}/oauth2/authorize?${pool.query({ redirect_uri: `${appUrl}/callback`, ...more })}`;
  const open = (more: Readonly<Record<string, string>> = {}) => page.goto(address(more));
  const check = (name: string) => look(page, name);
  const arrived = async () => {
    await page.waitForURL(`${appUrl}/callback?**`);
    return new URL(page.url()).searchParams.get("code") ?? assert.fail(`no code: ${page.url()}`);
  };
  const typeIn = async (fields: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  };
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  it("signs up, confirms with the code of the inbox, signs in, forgets the password and signs out", async () => {
    await start({ UsernameAttributes: ["email"], Schema: [{ Name: "given_name", Required: true }] });
    await open();
    await check("sign-in");
    await page.getByRole("link", { name: "Create an account" }).click();
    await check("sign-up");
    await typeIn({ "Email address": "ana@example.com", "Given name": "Ana", "New password": "short" });
    await press("Create account");
    assert.match(await page.getByRole("alert").innerText(), /Password did not conform with policy/);
    assert.equal(
      await page.evaluate("document.activeElement.className"),
      "problem",
      "who hears the page hears it first",
    );
    await check("sign-up-problem");
    assert.equal(await page.getByLabel("Given name").inputValue(), "Ana");
    await typeIn({ "New password": PASSWORD });
    await press("Create account");
    await check("confirm");
    await typeIn({ "Confirmation code": "000000x" });
    await press("Confirm account");
    assert.match(await page.getByRole("alert").innerText(), /Invalid verification code/);
    await press("Send another code");
    assert.match(await page.getByRole("status").innerText(), /Another code was sent/);
    const [{ Username = "" } = {}] = (await pool.call("ListUsers", { UserPoolId: pool.UserPoolId })).Users;
    await typeIn({ "Confirmation code": pool.code(Username) ?? assert.fail("no code") });
    await press("Confirm account");
    await check("confirmed");
    await typeIn({ Password: "Wrong-1-password" });
    await press("Sign in");
    assert.match(await page.getByRole("alert").innerText(), /Incorrect username or password/);
    await check("sign-in-problem");
    await typeIn({ Password: PASSWORD });
    await page.keyboard.press("Enter");
    await arrived();

    await page.goto(`${pool.url}/logout?client_id=${pool.ClientId}&logout_uri=${appUrl}/bye`);
    assert.equal(page.url(), `${appUrl}/bye`);
    await open();
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await check("forgot");
    await typeIn({ "Email address": "ana@example.com" });
    await press("Send a code");
    await check("reset");
    await typeIn({ "Confirmation code": pool.code(Username) ?? "", "New password": "Another-1-password" });
    await press("Change password");
    assert.match(await page.getByRole("status").innerText(), /has been changed/);
    await typeIn({ Password: "Another-1-password" });
    await press("Sign in");
    await arrived();
  }).timeout(240_000);

  it("sets up one-time passwords where the pool requires them, and asks for them from then on; without scripts", async () => {
    await start({}, { javaScriptEnabled: false });
    await pool.call("SetUserPoolMfaConfig", {
      UserPoolId: pool.UserPoolId,
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    await pool.call("AdminCreateUser", {
      UserPoolId: pool.UserPoolId,
      Username: "ben",
      TemporaryPassword: "Temp-1-pass",
      MessageAction: "SUPPRESS",
    });
    await open();
    await typeIn({ "User name": "ben", Password: "Temp-1-pass" });
    await press("Sign in");
    await shot(page, "new-password");
    await typeIn({ "New password": PASSWORD });
    await press("Continue");
    await shot(page, "totp-set-up");
    const secret = (await page.locator("code.secret").innerText()).replaceAll(" ", "");
    await typeIn({ "One-time code": "000000" });
    await press("Continue");
    assert.match(await page.getByRole("alert").innerText(), /Code mismatch/);
    assert.equal((await page.locator("code.secret").innerText()).replaceAll(" ", ""), secret);
    await typeIn({ "One-time code": totpCode(secret, pool.cloud.clock.now()) });
    await press("Continue");
    await arrived();

    await context.clearCookies();
    pool.cloud.clock.advanceBy(60_000);
    await open();
    await typeIn({ "User name": "ben", Password: PASSWORD });
    await press("Sign in");
    await shot(page, "totp");
    await typeIn({ "One-time code": "000000" });
    await press("Continue");
    assert.match(await page.getByRole("alert").innerText(), /Invalid code/);
    await typeIn({ "One-time code": totpCode(secret, pool.cloud.clock.now()) });
    await press("Continue");
    await arrived();
  }).timeout(240_000);

  it("lets one choose an outside provider, and an identity there, by keyboard alone", async () => {
    await start({});
    const { UserPoolId } = pool;
    await pool.call("CreateIdentityProvider", {
      UserPoolId,
      ProviderName: "Google",
      ProviderType: "Google",
      ProviderDetails: { client_id: "x", client_secret: "y", authorize_scopes: "openid email" },
      AttributeMapping: { email: "email", name: "name" },
    });
    const { ClientId } = await pool.createClient({
      SupportedIdentityProviders: ["COGNITO", "Google"],
      CallbackURLs: [`${appUrl}/callback`],
    });
    await open({ client_id: ClientId });
    await check("providers");
    await page.getByRole("link", { name: "Continue with Google" }).focus();
    await page.keyboard.press("Enter");
    await check("provider");
    await page.getByLabel("User id at Google").focus();
    await page.keyboard.type("117");
    await page.keyboard.press("Tab");
    await page.keyboard.type("cleo@example.com");
    await page.keyboard.press("Enter");
    await arrived();
    await context.clearCookies();
    await open({ client_id: ClientId, identity_provider: "Google" });
    await check("provider-again");
    await press("cleo@example.com");
    await arrived();
    const user = await pool.call("AdminGetUser", { UserPoolId, Username: "Google_117" });
    assert.equal(user.UserStatus, "EXTERNAL_PROVIDER");
    const { Groups } = await pool.call("AdminListGroupsForUser", { UserPoolId, Username: "Google_117" });
    assert.deepEqual(
      Groups.map(({ GroupName }: { GroupName: string }) => GroupName),
      [`${UserPoolId}_Google`],
    );
  }).timeout(240_000);

  it("shows an error where nobody may be sent back", async () => {
    await start({});
    await open({ redirect_uri: "https://evil.test/" });
    assert.match(await page.innerText("main"), /redirect_mismatch/);
    await check("error");
  }).timeout(60_000);
});
