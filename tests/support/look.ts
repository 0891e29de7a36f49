import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { source as axeSource } from "axe-core";
import type { Page } from "playwright-core";

/** Where pictures of all pages go, for who wants to look at them. */
const SHOTS = process.env.SCREENSHOTS;

export const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
};

/** Holds a page against the rules of accessibility, in light and in dark, wide and narrow; and lets it be looked at. */
export const look = async (page: Page, name: string): Promise<void> => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1100, 360]) {
      await page.setViewportSize({ width, height: 760 });
      const overflows = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
      assert.equal(overflows, false, `${name} is wider than ${width}`);
      await shot(page, `${name}-${colorScheme}-${width}`);
      await page.evaluate(axeSource);
      const { violations } = (await page.evaluate("axe.run()")) as {
        violations: readonly { id: string; nodes: readonly { html: string }[] }[];
      };
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
        `${name}, ${colorScheme}, ${width}`,
      );
    }
  }
};
