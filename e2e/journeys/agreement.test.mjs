// A resident's sentence becomes the neighbours' agreement: proposed with the keyboard alone on a phone's width, read
// sentence by sentence beside what holds, put forward by one editor and confirmed by another, agreed to by a neighbour.

import assert from "node:assert/strict";
import { assertSound, picture } from "../lib/checks.mjs";
import { town, withAndWithoutScript } from "../lib/journey.mjs";
import { follow, tick, typeInto } from "../lib/keyboard.mjs";

const here = town();

/** Somebody by name, signed in with a one-time link of their own. */
async function asPerson(name, how) {
  const printed = await here.program.run(["link", "nowa-huta", "--name", name]);
  const page = await here.asVisitor(how);
  await page.goto(new URL(/https?:\S+/.exec(printed)[0]).pathname);
  await page.locator("main form button").first().click();
  return page;
}

withAndWithoutScript("a resident's sentence is proposed, compared, adopted by two and agreed to", async (how) => {
  const page = await asPerson("Halina Suwnicowa", how);
  const title = `Winda ${how.script ? "ze skryptem" : "bez skryptu"}`;
  await page.goto("/nowa-huta/agreement");
  await assertSound(page);
  await follow(page, "Zaproponuj zmianę");
  await typeInto(page, "Zdania umowy", `\n${title} jest dla tych, którzy muszą.\n`);
  await typeInto(page, "Co się zmienia", title);
  await typeInto(page, "Dlaczego", "Rano czeka się dziesięć minut.");
  await tick(page, "Pokaż przy tym moje imię");
  await assertSound(page);
  await follow(page, "Pokaż propozycję sąsiadom");
  const proposal = new URL(page.url()).pathname;
  assert.equal(await page.locator("h1").innerText(), title);
  assert.equal(await page.locator("ul.compared .comes strong").innerText(), "+ dodane:");
  assert.match(await page.locator("ul.compared ins").innerText(), /Winda/);
  await assertSound(page);

  const neighbour = await asPerson("Anna Klatkowa", how);
  await neighbour.goto(proposal);
  await tick(neighbour, "Tak jest dobrze");
  await follow(neighbour, "Zapisz moje zdanie");
  assert.match(await neighbour.locator("#remarks").innerText(), /Tak jest dobrze: 1/);

  // one puts it forward and cannot confirm it; a second one does
  const one = await here.asMember("animator", how);
  await one.goto(proposal);
  await follow(one, "Przedstaw do przyjęcia");
  assert.equal(await one.locator("form[action$='/confirm']").count(), 0);
  await assertSound(one);
  const two = await asPerson("Tomasz Wzorny", how);
  await two.goto(proposal);
  await assertSound(two);
  await picture(two, `agreement-confirm-${how.script ? "script" : "plain"}`);
  await follow(two, "Potwierdź i ogłoś");

  // a calm line on one's own page, the comparison, one button
  await neighbour.goto("/nowa-huta/me");
  await follow(neighbour, "Zobacz, co się zmienia");
  await assertSound(neighbour);
  await picture(neighbour, `agreement-agree-${how.script ? "script" : "plain"}`);
  await follow(neighbour, "Zgadzam się");
  await neighbour.goto("/nowa-huta/me");
  assert.equal(await neighbour.locator("#to-agree").count(), 0);
});
