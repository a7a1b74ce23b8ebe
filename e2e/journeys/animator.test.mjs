// The animator's first ten minutes: from an empty folder to a poster in the hand, with the keyboard alone, on a phone's
// width. Screens, presses and letters are counted and printed.

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertSound, picture } from "../lib/checks.mjs";
import { town } from "../lib/journey.mjs";
import { choose, chooseFile, follow, tabTo, tick, typeInto } from "../lib/keyboard.mjs";
import { add, tally, told } from "../lib/tally.mjs";

const MOST_MINUTES = 10;
const PHOTO = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "demo", "nowa-huta", "pictures", "lipy.jpg");

/** Presses a button that answers with a file, and gives its bytes; the page stays, as with a viewer beside it. */
async function fetched(page, name) {
  let bytes;
  const catches = async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    if (/html/.test(answer.headers()["content-type"] ?? "")) return route.fulfill({ response: answer });
    bytes = await answer.body();
    return route.fulfill({ status: 204 });
  };
  await page.route(/./, catches);
  add(page);
  await tabTo(page, name);
  await page.keyboard.press("Enter");
  for (let wait = 0; wait < 300 && !bytes; wait += 1) await page.waitForTimeout(100);
  await page.unroute(/./, catches);
  assert.ok(bytes, `${name} gives a file`);
  return bytes;
}

/** The Thursday that comes, as a form asks for it. */
function thursday() {
  const day = new Date();
  day.setDate(day.getDate() + ((4 - day.getDay() + 7) % 7 || 7));
  return day;
}

for (const script of [true, false]) {
  const here = town({ sample: false });
  test(`from an empty folder to a poster in the hand, JavaScript ${script ? "on" : "off"}`, { timeout: 240_000 }, async () => {
    const page = await here.asVisitor({ script });
    tally(page);
    const code = /\b([A-Z2-9]{4}-[A-Z2-9]{4})\b/.exec(here.program.log)[1];

    // who, in which languages, who answers for it, the second keys, the first place; the boundary is for later
    await page.goto("/init");
    await assertSound(page);
    await typeInto(page, "Kod z konsoli", code.toLowerCase());
    await typeInto(page, "Jak nazywa się okolica", "Stare Podgórze");
    await tick(page, "Українська");
    await typeInto(page, "Osoba lub organizacja odpowiedzialna", "Fundacja Sąsiedzi");
    await typeInto(page, "Telefon", "12 000 00 31");
    await typeInto(page, "Twoje imię", "Marta");
    await typeInto(page, "Druga osoba", "Jerzy");
    await typeInto(page, "Pierwsze miejsce spotkań", "Świetlica przy Rynku");
    await typeInto(page, "Jego adres", "Rynek Podgórski 1");
    await follow(page, "Załóż sąsiedztwo");
    await assertSound(page);
    await picture(page, `founded-${script ? "script" : "plain"}`);
    await follow(page, "Wejdź i zacznij");
    await follow(page, "Wejdź na tym urządzeniu");
    await assertSound(page);

    // "Dziś" says what comes next, and each step leads to where it is done
    await follow(page, "Dziś");
    await assertSound(page);
    await picture(page, `first-days-${script ? "script" : "plain"}`);

    // the Activity Place: when it is open, steps at the door
    await follow(page, "Miejsca");
    await follow(page, "Świetlica przy Rynku");
    await follow(page, "Popraw");
    await typeInto(page, "W jednym zdaniu", "Otwarta w czwartki od 15 do 19.");
    await typeInto(page, "Dostępność", "Dwa schody przy drzwiach, dzwonek na dole.");
    await follow(page, "Zapisz");
    await assertSound(page);

    // Thursday tea
    await follow(page, "Dziś");
    await follow(page, "Zaproś na pierwsze spotkanie");
    await typeInto(page, "Co to za spotkanie", "Herbata w czwartek");
    const day = thursday();
    await typeInto(page, "Dzień", String(day.getDate()));
    await typeInto(page, "Miesiąc", String(day.getMonth() + 1));
    await typeInto(page, "Rok", String(day.getFullYear()));
    await typeInto(page, "Od godziny", "16:00");
    await tick(page, "co tydzień");
    await page.locator("#place").selectOption({ label: "Świetlica przy Rynku" });
    add(page);
    await follow(page, "Ogłoś spotkanie");
    await assertSound(page);
    await picture(page, `first-date-${script ? "script" : "plain"}`);

    // posters and invitations for six staircases
    await follow(page, "Dziś");
    await follow(page, "Wydrukuj pierwsze papiery");
    await assertSound(page);
    const kit = await fetched(page, "Zrób plik do druku");
    assert.equal(kit.subarray(0, 5).toString(), "%PDF-");
    await follow(page, "Zrób 20 zaproszeń");
    await assertSound(page);
    const slips = await fetched(page, "PDF");
    assert.equal(slips.subarray(0, 5).toString(), "%PDF-");

    // two sentences and a photo
    await follow(page, "Dziś");
    await follow(page, "Opowiedz dwa zdania i dodaj zdjęcie");
    await typeInto(page, "Co się zdarzyło", "Te lipy sadziła pani z trzeciego piętra. Podlewamy je do dziś.");
    await typeInto(page, "Tytuł", "Lipy pod oknem");
    await typeInto(page, "Kto opowiada", "Marta");
    await chooseFile(page, "Zdjęcie", PHOTO);
    await typeInto(page, "Opis zdjęcia dla osób", "Rząd lip przed blokiem");
    await tick(page, "Zgadzam się na pokazanie na ekranie");
    await follow(page, "Zapisz szkic opowieści");
    await assertSound(page);

    // a copy for the stick
    await follow(page, "Dziś");
    await follow(page, "Zapisz kopię");
    await follow(page, "Zapisz kopię");
    const word = await page.locator("strong.code").innerText();
    await follow(page, "Słowo jest na papierze");
    await typeInto(page, "Słowo z papieru", word.toLowerCase());
    const copy = await fetched(page, "Zapisz kopię");
    assert.match(copy.subarray(0, 30).toString("latin1"), /^age-encryption\.org/);

    await follow(page, "Dziś");
    await assertSound(page);
    await picture(page, `after-ten-minutes-${script ? "script" : "plain"}`);
    const { minutes } = told(page, `animator, JavaScript ${script ? "on" : "off"}`);
    assert.ok(minutes <= MOST_MINUTES);
  });
}
