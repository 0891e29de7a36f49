import type { Browser, BrowserContext, Page } from "playwright-core";

/** Somebody in front of the shop. */
export class Visitor {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
    private readonly said: string[],
  ) {}

  /** @param said Takes what the browser says on its console. */
  static async of(browser: Browser, url: string, said: string[]): Promise<Visitor> {
    const context = await browser.newContext({ timezoneId: "Europe/Brussels", locale: "en-GB" });
    return Visitor.in(context, url, said);
  }

  private static async in(context: BrowserContext, url: string, said: string[]): Promise<Visitor> {
    const page = await context.newPage();
    page.on("console", (message) => void said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => void said.push(String(error)));
    return new Visitor(context, page, url, said);
  }

  /** Another one, with the same cookies. */
  tab(): Promise<Visitor> {
    return Visitor.in(this.context, this.url, this.said);
  }

  /**
   * Opens the shop for the first time.
   *
   * @param there What the page says once everything is there.
   * @returns Bytes over the wire, headers and all; how far things moved that were there already.
   */
  async firstLoad(there: string): Promise<{ bytes: number; shifts: readonly number[]; policy: string }> {
    const session = await this.context.newCDPSession(this.page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await this.page.addInitScript(`
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
        .observe({ type: "layout-shift", buffered: true });`);
    const answer = await this.open("/");
    await this.sees(there);
    await this.page.waitForLoadState("networkidle");
    const policy = answer?.headers()["content-security-policy"] ?? "none, which is unsafe";
    return { bytes, shifts: await this.page.evaluate("window.shifts"), policy };
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
