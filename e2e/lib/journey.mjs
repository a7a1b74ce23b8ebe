// What a file of journeys starts from.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, startBrowser } from "./browser.mjs";
import { Program } from "./program.mjs";

/**
 * Starts the program and the browser once for the file. The functions it returns open pages:
 * `asVisitor(options)`, and `asMember(role, options)` signed in with the one-time link of that role.
 */
export function town(options) {
  const stage = {};
  before(async () => {
    stage.program = await Program.start(options);
    stage.browser = await startBrowser();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.program?.stop();
  });
  stage.asVisitor = (how = {}) => openPage(stage.browser, { address: stage.program.address, ...how });
  stage.asMember = async (role, how = {}) => {
    const page = await stage.asVisitor({ ...how, cookies: await stage.signIn(role) });
    await page.goto("/");
    return page;
  };
  // A link works once, so whoever signed in keeps the cookies for all pages of the file.
  const signedIn = new Map();
  stage.signIn = (role) => {
    if (!signedIn.has(role)) signedIn.set(role, useLink(stage, role));
    return signedIn.get(role);
  };
  return stage;
}

/** Links show a page; a button on it signs in, so that a mail scanner that opens links uses nothing up. */
async function useLink(stage, role) {
  const link = stage.program.links[role];
  assert.ok(link, `no sign-in link for ${role}; there are: ${Object.keys(stage.program.links).join(", ")}`);
  const page = await stage.asVisitor();
  const url = new URL(link, stage.program.address);
  await page.goto(url.pathname + url.search);
  await page.locator("main form button").first().click();
  const cookies = await page.context().cookies();
  assert.ok(cookies.length > 0, `the link for ${role} signs in`);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
  return cookies;
}

/** A test that runs with JavaScript on and off; `steps` is given whether it is on. */
export function withAndWithoutScript(name, steps) {
  for (const script of [true, false]) {
    test(`${name}, JavaScript ${script ? "on" : "off"}`, { timeout: 180_000 }, () => steps({ script }));
  }
}
