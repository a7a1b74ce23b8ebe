// A person who uses the keyboard alone.

import assert from "node:assert/strict";
import { add } from "./tally.mjs";

/** What has the focus: its role, its accessible name as far as the page tells it, and whether the focus shows. */
export async function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const label = element.labels?.[0]?.innerText ?? element.getAttribute("aria-label") ?? element.innerText;
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return {
      tag: element.tagName.toLowerCase(),
      id: element.id,
      name: (label || element.value || "").trim().replace(/\s+/g, " "),
      visible: outline || style.boxShadow !== "none",
    };
  });
}

/**
 * Presses Tab until something whose name matches has the focus. Fails when it is not reached within `most`
 * presses, or when the focus passes something that does not show it.
 */
export async function tabTo(page, name, { most = 120, back = false } = {}) {
  const seen = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const now = await focused(page);
    if (!now) continue;
    seen.push(now.name);
    assert.ok(now.visible, `the focus on "${now.name}" (${now.tag}) cannot be seen`);
    if (matches(now.name, name)) return now;
  }
  assert.fail(`the keyboard does not reach ${name}; it passed: ${seen.join(" | ")}`);
}

/** Goes to a link or button with Tab and presses Enter, waiting for the page that follows. */
export async function follow(page, name) {
  add(page);
  await tabTo(page, name);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

/** Goes to a field with Tab and types into it. */
export async function typeInto(page, name, text) {
  add(page, text.length);
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Goes to a checkbox or radio button with Tab and presses the space bar. */
export async function tick(page, name) {
  add(page);
  await tabTo(page, name);
  await page.keyboard.press("Space");
}

/** Goes to a group of radio buttons with Tab, by the name of its first one, and to the wanted one with the arrows. */
export async function choose(page, first, wanted, { most = 20 } = {}) {
  add(page);
  await tabTo(page, first);
  for (let press = 0; press < most; press += 1) {
    if (matches((await focused(page)).name, wanted)) {
      await page.keyboard.press("Space");
      return;
    }
    await page.keyboard.press("ArrowDown");
  }
  assert.fail(`the arrows do not reach ${wanted}`);
}

/** Goes to a field for a file with Tab, opens the chooser with the space bar and picks this one. */
export async function chooseFile(page, name, path) {
  add(page);
  await tabTo(page, name);
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Space");
  await (await chooser).setFiles(path);
}

function matches(text, wanted) {
  return wanted instanceof RegExp ? wanted.test(text) : text.includes(wanted);
}
