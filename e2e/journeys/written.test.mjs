// What people write stays text: a corpus of attacks goes into every free field of the forms, and wherever it comes
// back, in a real browser with JavaScript on, nothing of it runs: no dialog, no breach of the policy, no mark left.

import assert from "node:assert/strict";
import { test } from "node:test";
import { town } from "../lib/journey.mjs";

const here = town();

const CORPUS = [
  `<script>window.ran = 1; alert(1)</script>`,
  `"><img src=x onerror="window.ran = 1">`,
  `' autofocus onfocus='window.ran = 1`,
  `<svg/onload=window.ran=1>`,
  `[klik](javascript:window.ran=1) <javascript:window.ran=1>`,
  `</textarea></title><script>window.ran = 1</script>`,
  `<a href="data:text/html,<script>window.ran=1</script>">a</a>`,
  `\u003cimg src=x onerror=window.ran=1\u003e &lt;b&gt; {{7*7}} \${7*7}`,
];

/** Fields with a grammar of their own; nonsense in them is refused, which other tests see to. */
const OF_THEIR_OWN = /^(places|shape|era|until|appeals|phone|email|version|token|once|item|page)/;

async function nothingRan(page, where) {
  assert.equal(await page.evaluate(() => window.ran), undefined, `something ran at ${where}`);
  assert.deepEqual(page.troubles, [], where);
}

/** Fills every free field of the page's form with the corpus, one line each in turn, and sends it. */
async function fillAndSend(page, path, attack) {
  await page.goto(path);
  const form = page.locator("main form[method=post]").first();
  for (const field of await form.locator("input[type=text], textarea").all()) {
    const name = await field.getAttribute("name");
    if (OF_THEIR_OWN.test(name)) continue;
    await field.fill(/^(body|text|words)$/.test(name) ? CORPUS.join("\n\n") : attack);
  }
  for (const choice of await form.locator("select").all()) {
    if ((await choice.inputValue()) === "") await choice.selectOption({ index: 1 }).catch(() => {});
  }
  const groups = await form.locator("fieldset:has(input[type=radio]):not(:has(input:checked))").all();
  for (const group of groups) await group.locator("input[type=radio]").first().check();
  for (const name of ["screen", "anyway"]) {
    const box = form.locator(`input[type=checkbox][name=${name}]`);
    if (await box.count()) await box.check();
  }
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await form.locator("button.button").last().click();
  await answered;
  await page.waitForLoadState("networkidle");
  await nothingRan(page, `${path} after sending`);
  return new URL(page.url()).pathname;
}

for (const [at, attack] of CORPUS.entries()) {
  test(`attack ${at + 1} stays text wherever it comes back`, { timeout: 180_000 }, async () => {
    const made = [];
    for (const path of ["/places/add", "/needs/new", "/offers/new", "/stories/tell", "/report"]) {
      // A page of its own each: one that is left with a form half filled asks before it goes.
      made.push(await fillAndSend(await here.asMember("animator"), `/nowa-huta${path}`, attack));
    }
    const page = await here.asMember("animator");
    const lists = ["", "/places", "/needs", "/offers", "/stories/mine", "/reports", "/me/notices"];
    const query = `/search?q=${encodeURIComponent(attack)}`;
    for (const path of [...made, ...[...lists, query].map((list) => `/nowa-huta${list}`)]) {
      await page.goto(path);
      await nothingRan(page, path);
    }
    assert.ok(made.some((path) => /\/places\/(?!add)/.test(path)), `a place was made: ${made.join(" ")}`);
  });
}
