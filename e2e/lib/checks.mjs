// What every page must pass: axe, the rules of our own that axe does not know, and pictures for a person's eye.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";

const SCREENSHOTS = join(dirname(fileURLToPath(import.meta.url)), "..", "screenshots");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds against WCAG 2.2 AA and its own best practices, one line each.
 *
 * Axe waits for timers, which stand still in a page without JavaScript; so the page, loaded as it was, is
 * given JavaScript while axe looks at it.
 */
export async function axeFindings(page) {
  await page.allowScript(true);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run(globalThis.document, { runOnly: tags, resultTypes: ["violations"] }),
    TAGS,
  );
  await page.allowScript(page.script);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Controls lower than the 44 px we ask of ourselves; a tick box may share the height of its label. */
export async function smallTargets(page, pixels = 44) {
  return page.evaluate((least) => {
    const controls = document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary");
    return [...controls]
      .map((control) => {
        const ticked = control.matches("[type=checkbox], [type=radio]");
        return [control, ((ticked && control.labels?.[0]) || control).getBoundingClientRect()];
      })
      .filter(([, box]) => box.width > 0 && box.height > 0 && box.height < least)
      .map(([control, box]) => `${control.outerHTML.slice(0, 100)} is ${Math.round(box.height)} px high`);
  }, pixels);
}

/** Whether the page is wider than the window, so that a person has to scroll in two directions (1.4.10). */
export async function scrollsSideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Fails unless the page is sound: axe clean, one h1, a language, nothing sideways, none of the troubles. */
export async function assertSound(page, where = page.url()) {
  const language = await page.locator("html").getAttribute("lang");
  assert.match(language ?? "", /^(pl|en|uk)$/, `${where}: the page says its language`);
  assert.equal(await page.locator("h1").count(), 1, `${where}: one h1`);
  assert.deepEqual(await axeFindings(page), [], `${where}: axe`);
  assert.equal(await scrollsSideways(page), false, `${where}: wider than the window`);
  assert.deepEqual(page.troubles, [], `${where}: troubles`);
}

/** Writes whole-page pictures at the width of a phone and of a desk into `screenshots/`. */
export async function picture(page, name) {
  await mkdir(SCREENSHOTS, { recursive: true });
  const before = page.viewportSize();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`), fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}
