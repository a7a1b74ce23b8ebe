// A visit at the desk from the door to the slip, and screens that clear themselves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSound, picture } from "../lib/checks.mjs";
import { town, withAndWithoutScript } from "../lib/journey.mjs";
import { choose, follow, tick, typeInto } from "../lib/keyboard.mjs";
import { tally, told } from "../lib/tally.mjs";

const here = town();
const named = (words, how) => `${words} ${how.script ? "ze skryptem" : "bez skryptu"}`;

/** Sits somebody down: first name, how to reach them, their word, the paper they signed. */
async function receive(page, name) {
  await page.goto("/nowa-huta/desk");
  await follow(page, "Przyjmij osobę");
  await typeInto(page, "Jak się do Ciebie zwracać?", name);
  await page.getByLabel("przychodzę na dyżur").check();
  await page.getByLabel("Mam 16 lat albo więcej").check();
  await typeInto(page, "Słowo do rozmowy", "żółta konewka");
  await typeInto(page, "Po co dziś przychodzi", "Żarówka w kuchni");
  await typeInto(page, "Numer podpisanej kartki", "17/2026");
  await tick(page, "przeczytane na głos");
  await follow(page, "Zapisz i zacznij");
}

withAndWithoutScript("somebody is received, asks for a light bulb and goes home with a slip", async (how) => {
  const page = await here.asMember("desk", how);
  const name = named("Genowefa", how);
  await receive(page, name);
  assert.match(await page.locator("h1").innerText(), new RegExp(name));
  await assertSound(page);
  await picture(page, `visit-${how.script ? "script" : "plain"}`);

  await follow(page, "Potrzebuję czegoś");
  await typeInto(page, "W kilku słowach", named("Żarówka w kuchni", how));
  await page.locator("[name=kind]").first().check();
  await follow(page, "Poproś sąsiadów");
  assert.match(await page.locator(".done-row").first().innerText(), /Wpisano potrzebę/);
  await assertSound(page);

  await typeInto(page, "Co obiecujemy?", "zadzwonimy w sprawie żarówki");
  const day = new Date(Date.now() + 3 * 86_400_000);
  await typeInto(page, "Dzień", String(day.getDate()));
  await typeInto(page, "Miesiąc", String(day.getMonth() + 1));
  await typeInto(page, "Rok", String(day.getFullYear()));
  await follow(page, "Pokaż karteczkę");
  assert.match(await page.locator("article.slip").innerText(), /zadzwonimy w sprawie żarówki/);
  await assertSound(page);
  await picture(page, `visit-slip-${how.script ? "script" : "plain"}`);

  await follow(page, "Zakończ i wyczyść ekran");
  assert.equal(new URL(page.url()).pathname, "/nowa-huta/desk");
  for (let step = 0; step < 12; step += 1) {
    await page.goBack().catch(() => undefined);
    const shown = await page.locator("body").innerText();
    assert.ok(!shown.includes(name), `going back ${step + 1} times shows ${page.url()}`);
  }
  await page.goto("/nowa-huta/desk");
  await assertSound(page);
});

test("two minutes without a key clear the screen, and one press keeps it", { timeout: 180_000 }, async () => {
  const page = await here.asMember("desk");
  await page.clock.install();
  await receive(page, "Rozalia");
  const asks = page.locator("#idle");
  assert.ok(await asks.isHidden());
  await page.clock.runFor(121_000);
  assert.ok(await asks.isVisible());
  await assertSound(page);
  await picture(page, "idle");
  await page.keyboard.press("Enter");
  assert.ok(await asks.isHidden(), "the focus was on the button");
  await page.clock.runFor(121_000);
  assert.ok(await asks.isVisible());
  await Promise.all([page.waitForURL(/\/desk$/), page.clock.runFor(21_000)]);
  assert.ok(!(await page.locator("body").innerText()).includes("Rozalia"));
});

withAndWithoutScript("a screen nobody looks at is led to a page that asks", async (how) => {
  const page = await here.asMember("desk", how);
  const name = named("Kunegunda", how);
  await receive(page, name);
  // the same answers, with seconds instead of minutes
  await page.route("**/*", async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    const headers = answer.headers();
    if (headers.refresh) headers.refresh = headers.refresh.replace(/^\d+/, "2");
    await route.fulfill({ response: answer, headers });
  });
  await page.goto("/nowa-huta/me");
  await page.waitForTimeout(4000);
  const asked = new URL(page.url()).pathname;
  if (how.script) {
    assert.equal(asked, "/nowa-huta/me", "here the script asks, and knows whether somebody is typing");
    await page.goto("/nowa-huta/still?on=/nowa-huta/me");
  } else {
    assert.equal(asked, "/nowa-huta/still");
  }
  await page.waitForURL(/\/nowa-huta\/desk$/);
  assert.ok(!(await page.locator("body").innerText()).includes(name), "nobody answered");
});

test("a kiosk has large targets, and a code to go on with one's own phone", { timeout: 180_000 }, async () => {
  const desk = await here.asMember("desk");
  await desk.goto("/nowa-huta/desk/kiosks");
  await typeInto(desk, "Gdzie stoi?", "Hol biblioteki");
  await follow(desk, "Zrób kod dla ekranu");
  const code = await desk.locator(".code").innerText();
  const page = await here.asVisitor();
  await page.goto("/nowa-huta/kiosk/start");
  await typeInto(page, "Kod z dyżuru", code);
  await follow(page, "Zrób z tego wspólny ekran");
  await assertSound(page);
  await picture(page, "kiosk");
  await follow(page, "Українська");
  assert.equal(await page.locator("html").getAttribute("lang"), "uk");
  await page.goto("/nowa-huta/places");
  assert.ok(await page.locator("svg.qr").isVisible());
  await assertSound(page);
});

const MOST_SCREENS = 12;

test("a first visit with everything in it: a need, a story, consent, Thursday, a slip", { timeout: 240_000 }, async () => {
  const page = await here.asMember("desk", { script: false });
  await page.goto("/nowa-huta/desk");
  tally(page);
  // sits down; what is kept is read aloud from the page, and the paper's number typed in
  await follow(page, "Przyjmij osobę");
  await typeInto(page, "Jak się do Ciebie zwracać?", "Petronela");
  await page.getByLabel("telefon od osoby dyżurującej").check();
  await typeInto(page, "Numer, adres albo imię sąsiada", "12 000 00 44");
  await typeInto(page, "Słowo do rozmowy", "zielony czajnik");
  await typeInto(page, "Po co dziś przychodzi", "Żarówka w kuchni");
  await typeInto(page, "Numer podpisanej kartki", "18/2026");
  await page.getByLabel("Mam 16 lat albo więcej").check();
  await tick(page, "przeczytane na głos");
  await follow(page, "Zapisz i zacznij");

  // the light bulb; a woman or the caretaker, not before ten
  await follow(page, "Potrzebuję czegoś");
  await typeInto(page, "W kilku słowach", "Żarówka w kuchni, wysoko");
  await choose(page, "czas", "umiejętność");
  await typeInto(page, "Co warto wiedzieć", "Nie przed dziesiątą.");
  await choose(page, "ktokolwiek", "kobieta");
  await follow(page, "Poproś sąsiadów");

  // what she tells while the tea gets cold, and what she agrees to
  await follow(page, "Opowiem historię");
  await typeInto(page, "Co się zdarzyło", "Na rogu była mleczarnia. O piątej rano stała tam kolejka.");
  await typeInto(page, "Tytuł", "Kolejka po mleko");
  await typeInto(page, "Kto opowiada", "Petronela");
  await tick(page, "Zgadzam się na pokazanie na ekranie");
  await follow(page, "Zapisz szkic opowieści");
  await assertSound(page);

  // invited to Thursday
  await follow(page, "Chcę przyjść na spotkanie");
  await follow(page, "Herbata w czwartek");
  await follow(page, "Przyjdę");
  await assertSound(page);

  await typeInto(page, "Co obiecujemy?", "zadzwonimy do czwartku");
  const day = new Date(Date.now() + 4 * 86_400_000);
  await typeInto(page, "Dzień", String(day.getDate()));
  await typeInto(page, "Miesiąc", String(day.getMonth() + 1));
  await typeInto(page, "Rok", String(day.getFullYear()));
  await follow(page, "Pokaż karteczkę");
  const slip = await page.locator("article.slip").innerText();
  assert.match(slip, /zadzwonimy do czwartku/);
  assert.match(slip, /12 000 00/, "the desk's phone is on it");
  await assertSound(page);
  await picture(page, "first-visit-slip");
  await follow(page, "Zakończ i wyczyść ekran");
  const { screens } = told(page, "person at the desk, first visit");
  assert.ok(screens <= MOST_SCREENS, `${screens} screens`);
});
