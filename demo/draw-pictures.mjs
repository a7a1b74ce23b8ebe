// Draws `pictures/*.jpg` of the sample from `pictures/source/*.svg`, with the browser of the journeys:
// node demo/draw-pictures.mjs (after `npm ci` in e2e; MIKROPOLIS_CHROMIUM names another Chromium).

import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startBrowser } from "../e2e/lib/browser.mjs";

const pictures = join(dirname(fileURLToPath(import.meta.url)), "nowa-huta", "pictures");
const browser = await startBrowser();
const page = await browser.newPage({ viewport: { width: 1600, height: 1067 } });
for (const name of await readdir(join(pictures, "source"))) {
  const drawing = await readFile(join(pictures, "source", name), "utf8");
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
  await page.screenshot({ path: join(pictures, name.replace(".svg", ".jpg")), type: "jpeg", quality: 85 });
}
await browser.close();
