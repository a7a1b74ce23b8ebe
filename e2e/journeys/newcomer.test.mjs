// From the QR code on a stairwell to a need that neighbours see, in Ukrainian, on a cheap phone, with the keyboard
// alone, JavaScript on and off. Screens and bytes are counted and printed.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { assertSound, picture } from "../lib/checks.mjs";
import { town, withAndWithoutScript } from "../lib/journey.mjs";
import { choose, follow, tick, typeInto } from "../lib/keyboard.mjs";

const here = town();
const MOST_SCREENS = 8;
const MOST_BYTES = 300_000;

/** A phone set to Ukrainian that has never been here: its cache is empty, and everything it loads is counted. */
async function phone(how) {
  const page = await here.asVisitor({ ...how, locale: "uk-UA" });
  page.screens = [];
  page.bytes = 0;
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (page.bytes += encodedDataLength));
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) page.screens.push(new URL(frame.url()).pathname);
  });
  return page;
}

function counted(page, way) {
  const { screens, bytes } = page;
  console.log(`newcomer, ${way}: ${screens.length} screens, ${Math.round(bytes / 1000)} kB: ${screens.join(" → ")}`);
  assert.ok(screens.length <= MOST_SCREENS, `${screens.length} screens: ${screens.join(" ")}`);
  assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
}

/** A slip that a neighbour printed and put into a letter box. */
async function slip() {
  const page = await here.asMember("resident");
  await page.goto("/nowa-huta/vouching");
  await typeInto(page, "Ile karteczek", "1");
  await follow(page, "Zrób karteczki");
  return page.locator(".code").first().innerText();
}

/** The six digits of the newest letter to an address. */
async function digits(address) {
  const folder = join(here.program.data, "mail");
  const letters = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  for (const name of letters) {
    const letter = await readFile(join(folder, name), "utf8");
    if (!letter.includes(address)) continue;
    const [, body] = letter.split(/\r?\n\r?\n([\s\S]*)/);
    const text = /base64/i.test(letter) ? Buffer.from(body, "base64").toString() : body;
    const found = /\b(\d{3}) (\d{3})\b/.exec(text);
    if (found) return found[1] + found[2];
  }
  return assert.fail(`no letter to ${address}`);
}

async function begins(page, title) {
  await page.goto("/nowa-huta/welcome");
  assert.equal(await page.locator("html").getAttribute("lang"), "uk", "the phone's language decides");
  assert.match(await page.locator("main").innerText(), /Без PESEL/);
  await assertSound(page);
  await follow(page, "Написати, що Вам потрібно");
  await typeInto(page, "Кількома словами", title);
  await choose(page, "час", "річ");
  await typeInto(page, "Що варто знати", "Для дворічної дитини, на місяць або два.");
  await assertSound(page);
  await follow(page, "Побачити, як це прочитають сусіди");
  assert.match(await page.locator("main").innerText(), /rzecz/, "the chosen parts stand there in Polish, too");
  await assertSound(page);
  await follow(page, "Приєднатися й показати сусідам");
}

async function joins(page, name, email) {
  await typeInto(page, "Як до Вас звертатися?", name);
  if (email) await typeInto(page, "Електронна пошта", email);
  await tick(page, "Погоджуюся з правилами");
  await tick(page, "Мені 16 років");
  await assertSound(page);
  await follow(page, "Приєднатися");
}

withAndWithoutScript("with a slip and without e-mail, from the stairwell to a published need", async (how) => {
  const code = await slip();
  const page = await phone(how);
  const title = `Потрібна коляска ${how.script ? "зі скриптом" : "без скрипта"}`;
  await begins(page, title);
  await joins(page, "Оксана-Марія");
  assert.match(await page.locator("main").innerText(), new RegExp(title), "back at what was begun");
  await typeInto(page, "Код із папірця із запрошенням", code.toLowerCase());
  await assertSound(page);
  await follow(page, "Зберегти й показати сусідам");
  assert.match(await page.locator("main").innerText(), /Година читання українською/, "what she could give");
  counted(page, `slip, JavaScript ${how.script ? "on" : "off"}`);
  await assertSound(page);
  await picture(page, `newcomer-shown-${how.script ? "script" : "plain"}`);

  const neighbour = await here.asVisitor(how);
  await neighbour.goto("/nowa-huta/needs");
  await follow(neighbour, title);
  assert.match(await neighbour.locator("main").innerText(), /rzecz/);

  await follow(page, "Година читання українською");
  assert.equal(await page.locator("#title").inputValue(), "Година читання українською");
  await follow(page, "Сказати сусідам");
  await assertSound(page);
});

withAndWithoutScript("with a code from the mail and no slip it waits, and says so", async (how) => {
  const page = await phone(how);
  const email = `oksana-${how.script ? "one" : "two"}@example.org`;
  const title = `Шукаю розмову польською ${how.script ? "1" : "2"}`;
  await begins(page, title);
  await joins(page, "Ганна", email);
  await assertSound(page);
  await typeInto(page, "Код із листа", await digits(email));
  await follow(page, "Увійти");
  assert.match(await page.locator("main").innerText(), new RegExp(title));
  await follow(page, "Зберегти й показати сусідам");
  assert.match(await page.locator("main").innerText(), /Чекає на поруку/);
  counted(page, `mail, JavaScript ${how.script ? "on" : "off"}`);
  await assertSound(page);
  await picture(page, `newcomer-waits-${how.script ? "script" : "plain"}`);
});

test("bad input keeps what is typed, and whoever comes next finds nothing of it", { timeout: 120_000 }, async () => {
  const page = await phone({ script: false });
  await page.goto("/nowa-huta/needs/begin");
  await typeInto(page, "Кількома словами", "Потрібна дриль");
  await follow(page, "Побачити, як це прочитають сусіди");
  assert.equal(await page.locator("#title").inputValue(), "Потрібна дриль");
  await assertSound(page);
  await choose(page, "час", "річ");
  await follow(page, "Побачити, як це прочитають сусіди");
  const draft = page.url();
  await page.goto("/nowa-huta/needs/begin");
  assert.equal(await page.locator("#title").inputValue(), "");
  await page.goto(draft);
  await follow(page, "Видалити написане");
  const answer = await page.goto(draft);
  assert.equal(answer.status(), 404);
});

test("a shared link has a picture, a title and a description in its language", async () => {
  const page = await here.asVisitor({ locale: "pl-PL", script: false });
  for (const path of ["/nowa-huta/welcome", "/nowa-huta/needs", "/nowa-huta/stories", "/nowa-huta/places"]) {
    await page.goto(`${path}?lang=uk`);
    const meta = (name) => page.locator(`meta[property="og:${name}"]`).first().getAttribute("content");
    assert.match(await meta("locale"), /uk_UA/);
    assert.match(await meta("description"), /[а-яії]{3}/, path);
    assert.match(await meta("url"), /lang=uk/);
    const answer = await page.request.get(await meta("image"));
    assert.equal(answer.status(), 200);
    assert.match(answer.headers()["content-type"], /^image\/(png|jpeg)$/);
  }
});
