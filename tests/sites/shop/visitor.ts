import type { Browser, BrowserContext, Page } from "playwright-core";

/** Somebody in front of the shop. */
export class Visitor {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** @param said Takes what the browser says on its console. */
  static async of(browser: Browser, url: string, said: string[]): Promise<Visitor> {
    const context = await browser.newContext({ timezoneId: "Europe/Brussels", locale: "en-GB" });
    return Visitor.in(context, url, said);
  }

  /** With the cookies of others in the same browser: another tab. */
  static async in(context: BrowserContext, url: string, said: string[]): Promise<Visitor> {
    const page = await context.newPage();
    page.on("console", (message) => void said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => void said.push(String(error)));
    return new Visitor(context, page, url);
  }

  open(path: string) {
    return this.page.goto(this.url + path);
  }

  heading(name: string | RegExp, level = 1): Promise<void> {
    return this.page.getByRole("heading", { level, name }).waitFor();
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", { name });
  }

  link(name: string) {
    return this.page.getByRole("link", { name, exact: true });
  }

  sees(text: string): Promise<void> {
    return this.page.getByText(text, { exact: true }).first().waitFor();
  }

  /** On the page of the identity provider, which leads back. */
  async signIn(name: string): Promise<void> {
    await this.page.getByLabel("Name").fill(name);
    await this.button("Sign in").click();
    await this.page.waitForURL(`${this.url}/**`);
  }

  focused(what: string): Promise<string> {
    return this.page.evaluate(`document.activeElement.${what}`);
  }
}
