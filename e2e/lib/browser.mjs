// The browser: one Chromium for a file of journeys, contexts with and without JavaScript, and ears for
// everything that must never happen.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const PHONE = { width: 360, height: 780 };

/** Starts Chromium with a home of its own, so that it needs nothing of the machine's. */
export async function startBrowser() {
  const home = await mkdtemp(join(tmpdir(), "mikropolis-browser-"));
  const browser = await chromium.launch({
    executablePath: process.env.MIKROPOLIS_CHROMIUM ?? "/usr/bin/chromium",
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    // Root may not use Chromium's sandbox; pages under test come from this machine only.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
    ],
  });
  const close = browser.close.bind(browser);
  browser.close = async () => {
    await close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  return browser;
}

/**
 * Opens a page in a context of its own and listens to it.
 *
 * `page.troubles` collects what must never happen: dialogs, breaches of the content security policy, script
 * errors, answers of 500 and above, and requests to any other host. A journey that means to provoke an answer
 * of 5xx takes it out of the list with `forgive`.
 */
export async function openPage(browser, { address, script = true, locale = "pl-PL", viewport = PHONE, cookies } = {}) {
  const context = await browser.newContext({ baseURL: address, locale, viewport });
  if (cookies) await context.addCookies(cookies);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // The same switch as Playwright's `javaScriptEnabled`, but one that can be turned again for axe.
  page.allowScript = (on) => session.send("Emulation.setScriptExecutionDisabled", { value: !on });
  page.script = script;
  await page.allowScript(script);
  page.troubles = [];
  // Chromium hands file choosers over as long as somebody listens, and is told so without waiting for its answer.
  // Whoever began to listen just before the press was sometimes too late, and the chooser opened for nobody.
  page.on("filechooser", () => {});
  listen(page, address);
  return page;
}

function listen(page, address) {
  const trouble = (kind, what) => page.troubles.push(`${kind}: ${what} (on ${page.url()})`);
  page.on("dialog", async (dialog) => {
    trouble("dialog", dialog.message());
    await dialog.dismiss();
  });
  page.on("pageerror", (error) => trouble("script error", error.message));
  page.on("console", (message) => {
    if (/Content[- ]Security[- ]Policy/i.test(message.text())) trouble("content security policy", message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) trouble("server error", `${response.status()} ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    const ours = address === undefined || url.origin === new URL(address).origin;
    if (!ours && /^https?:$/.test(url.protocol)) trouble("other host", url.href);
  });
}

/** Takes the troubles that match out of the list and returns them. */
export function forgive(page, pattern) {
  const forgiven = page.troubles.filter((trouble) => pattern.test(trouble));
  page.troubles = page.troubles.filter((trouble) => !pattern.test(trouble));
  return forgiven;
}
