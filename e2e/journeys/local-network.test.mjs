// In a local network without certificates: there browsers say less about where a form comes from.

import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";
import { assertSound } from "../lib/checks.mjs";
import { town, withAndWithoutScript } from "../lib/journey.mjs";
import { follow, tick, typeInto } from "../lib/keyboard.mjs";

const addresses = Object.values(networkInterfaces()).flat();
const outside = addresses.find(({ family, internal }) => family === "IPv4" && !internal);

if (outside) {
  const here = town({ host: outside.address });
  withAndWithoutScript("over plain HTTP somebody joins", async (how) => {
    const page = await here.asVisitor(how);
    const said = [];
    page.on("request", (request) => {
      if (request.method() === "POST") said.push(request.allHeaders());
    });
    await page.goto("/nowa-huta/join");
    assert.equal(await page.evaluate("isSecureContext"), false, "this is no secure context");
    await typeInto(page, "Jak się do Ciebie zwracać?", `Roman ${how.script ? 1 : 2}`);
    await tick(page, "Zgadzam się na zasady");
    await tick(page, "Mam 16 lat");
    await follow(page, "Dołącz");
    assert.match(await page.locator("main").innerText(), /kartę/);
    await assertSound(page);
    const [headers] = await Promise.all(said);
    assert.equal(headers["sec-fetch-site"], undefined, "or this shows nothing new");
  });
} else {
  console.log("no address but this machine's own: plain HTTP is not tried");
}
