// The map: with JavaScript it can be moved and drawn on, without it the same picture and list stand there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSound } from "../lib/checks.mjs";
import { town, withAndWithoutScript } from "../lib/journey.mjs";

const here = town();

withAndWithoutScript("marks lead to the rows of the list, and are as many", async (how) => {
  const page = await here.asVisitor(how);
  await page.goto("/nowa-huta/places");
  const marks = how.script ? page.locator(".map-live a.pin") : page.locator("figure.map svg a.mark");
  await marks.first().waitFor();
  const numbers = await marks.evaluateAll((links) => links.map((link) => link.textContent.trim()).sort());
  const rows = await page.locator("ol.numbered > li").count();
  assert.ok(numbers.length > 20 && numbers.length <= rows, `${numbers.length} marks, ${rows} rows`);
  assert.equal(new Set(numbers).size, numbers.length, "no number twice");
  for (const href of await marks.evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
    assert.equal(await page.locator(href).count(), 1, `${href} is a row`);
  }
  await assertSound(page);
});

test("a boundary is drawn by taps, and every tap is a line that can be typed", { timeout: 120_000 }, async () => {
  const page = await here.asMember("animator", { viewport: { width: 1000, height: 900 } });
  await page.goto("/nowa-huta/settings/map");
  const map = page.locator(".map-live");
  await map.waitFor();
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  for (const [x, y] of [[0.2, 0.3], [0.8, 0.3], [0.8, 0.7], [0.2, 0.7]]) {
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    await page.waitForTimeout(350); // two clicks close together are a double click, which zooms
  }
  const lines = (await page.locator("textarea[name=shape]").inputValue()).split("\n");
  assert.equal(lines.length, 4);
  for (const line of lines) assert.match(line, /^50\.\d{5} 20\.\d{5}$|^(49|50)\.\d{5} (19|20)\.\d{5}$/);
  await page.getByRole("button", { name: "Narysuj na mapie" }).click();
  assert.match(await page.locator("body").innerText(), /Mapa jest zapisana/);
  await assertSound(page);
});

test("without the library the picture stays", { timeout: 60_000 }, async () => {
  const page = await here.asVisitor();
  await page.route(/leaflet\.[^/]*js/, (route) => route.abort());
  await page.goto("/nowa-huta/places");
  await page.waitForTimeout(500);
  assert.ok((await page.locator("figure.map svg a.mark").count()) > 20);
});
