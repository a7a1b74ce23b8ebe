// What residents do, with the keyboard alone, on a phone's width, JavaScript on and off.

import assert from "node:assert/strict";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { assertSound, picture } from "../lib/checks.mjs";
import { town, withAndWithoutScript } from "../lib/journey.mjs";
import { chooseFile, follow, tick, typeInto } from "../lib/keyboard.mjs";

const here = town();
const PHOTO = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "demo", "nowa-huta", "pictures", "lipy.jpg");

/** Names differ by run, so that both runs can live in one neighbourhood. */
const named = (words, how) => `${words} ${how.script ? "ze skryptem" : "bez skryptu"}`;

withAndWithoutScript("somebody without e-mail joins, makes a card and comes back with it", async (how) => {
  const page = await here.asVisitor(how);
  await page.goto("/nowa-huta");
  await follow(page, "Dołącz do sąsiedztwa");
  await typeInto(page, "Jak się do Ciebie zwracać?", named("Wanda", how));
  await tick(page, "Zgadzam się na zasady");
  await tick(page, "Mam 16 lat");
  await follow(page, "Dołącz");
  assert.match(await page.locator("main").innerText(), /kartę/);
  await follow(page, "Zrób nową kartę");
  const code = await page.locator(".code").innerText();
  assert.match(code, /^([A-HJ-NP-Z2-9]{4}[ -]?){4}$/, "groups of four, without 0, O, 1 and I");
  await assertSound(page);
  await picture(page, `card-${how.script ? "script" : "plain"}`);

  await follow(page, "Mam zapisane, dalej");
  await page.goto("/nowa-huta/me");
  await follow(page, "Wyjdź");
  await page.goto("/nowa-huta");
  await follow(page, "Wejdź");
  await follow(page, "Mam kartę mieszkańca");
  await typeInto(page, "Kod", code.toLowerCase());
  await follow(page, "Wejdź");
  await page.goto("/nowa-huta/me");
  assert.equal(await page.locator("h1").innerText(), named("Wanda", how));
  await assertSound(page);
});

withAndWithoutScript("a resident tells a story with a photo, and the editor publishes it", async (how) => {
  const page = await here.asMember("resident", how);
  const title = named("Lipy przy szkole", how);
  await page.goto("/nowa-huta/stories");
  await follow(page, "Opowiedz historię");
  await typeInto(page, "Co się zdarzyło", "Sadziliśmy je w deszczu. Każda klasa jedną.");
  await typeInto(page, "Tytuł", title);
  await typeInto(page, "Kiedy to było", "lata 70.");
  await typeInto(page, "Kto opowiada", "Adam");
  await chooseFile(page, "Zdjęcie", PHOTO);
  await typeInto(page, "Opis zdjęcia dla osób", "Rząd młodych lip przy płocie");
  await tick(page, "Zgadzam się na pokazanie na ekranie");
  await follow(page, "Zapisz szkic opowieści");
  assert.equal(await page.locator("h1").innerText(), title);
  assert.equal(await page.locator("figure.picture img").getAttribute("alt"), "Rząd młodych lip przy płocie");
  await assertSound(page);
  await follow(page, "Przekaż redakcji");

  const editor = await here.asMember("animator", how);
  await editor.goto("/nowa-huta/me");
  await follow(editor, "Czekają na redakcję");
  await follow(editor, title);
  await follow(editor, "Opublikuj opowieść");
  await assertSound(editor);

  const visitor = await here.asVisitor(how);
  await visitor.goto("/nowa-huta/stories");
  await follow(visitor, title);
  const photo = visitor.locator("figure.picture img");
  const shown = () => photo.evaluate((image) => image.complete && image.naturalWidth > 0);
  for (let waits = 0; waits < 100 && !(await shown()); waits += 1) await visitor.waitForTimeout(100);
  assert.ok(await shown(), "the photo is shown");
  await assertSound(visitor);
  await picture(visitor, `story-${how.script ? "script" : "plain"}`);
});

withAndWithoutScript("a resident answers a need, and the one who asked agrees", async (how) => {
  const asking = await here.asMember("desk", how);
  const title = named("Żarówka w kuchni", how);
  await asking.goto("/nowa-huta/needs");
  await follow(asking, "Napisz, czego potrzebujesz");
  await typeInto(asking, "W kilku słowach", title);
  await tick(asking, "czas");
  await typeInto(asking, "Co warto wiedzieć", "Wysoka lampa, mam drabinę.");
  await follow(asking, "Poproś sąsiadów");
  await assertSound(asking);

  const page = await here.asMember("resident", how);
  await page.goto("/nowa-huta/needs");
  await follow(page, title);
  await typeInto(page, "Twoja wiadomość", "Mogę w piątek po południu.");
  await follow(page, "Odpowiedz");
  assert.match(await page.locator("main").innerText(), /Mogę w piątek/);
  await assertSound(page);

  await asking.goto("/nowa-huta/me");
  await follow(asking, "Wiadomości dla Ciebie");
  assert.match(await asking.locator("main").innerText(), /Mogę w piątek/);
  await asking.goto("/nowa-huta/me/offers");
  await follow(asking, title);
  await follow(asking, /Adam/);
  await follow(asking, "Umawiam się");
  assert.match(await asking.locator("body").innerText(), /Umówione/);
  await assertSound(asking);
  await picture(asking, `agreed-${how.script ? "script" : "plain"}`);
});

withAndWithoutScript("somebody finds out why a project lost", async (how) => {
  const page = await here.asVisitor(how);
  await page.goto("/nowa-huta");
  await follow(page, "Współdecydowanie");
  await follow(page, "Budżet obywatelski");
  await follow(page, "Budżet sąsiedzki 2026");
  const lost = page.locator("section:has(#not-won) ol.projects > li");
  assert.ok((await lost.count()) > 0, "some lost");
  for (const why of await lost.locator("p:last-child").allInnerTexts()) {
    assert.match(why, /\.$/, "each in a whole sentence");
    assert.ok(why.length > 30, why);
  }
  await assertSound(page);
  await picture(page, `budget-${how.script ? "script" : "plain"}`);
});
