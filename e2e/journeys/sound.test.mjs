// Every kind of page that links lead to, as each person of the sample: axe finds nothing, nothing is wider than a
// phone, no control is too small, no rule of the house is broken. Each language in turn, or all three of each kind where
// MIKROPOLIS_THOROUGH is set (three times as long); JavaScript on and off.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSound, smallTargets } from "../lib/checks.mjs";
import { town } from "../lib/journey.mjs";
import { kind, linksOf } from "../lib/links.mjs";

const here = town();
const LANGUAGES = ["pl", "en", "uk"];
const inLanguages = (turn) => (process.env.MIKROPOLIS_THOROUGH ? LANGUAGES : [LANGUAGES[turn % LANGUAGES.length]]);

// What one person has looked at, the next one, who has more doors, need not look at again.
const looked = new Set();

/** Opens a page; `null` where it is a file or not for people to read. */
async function open(page, address) {
  const answer = await page.goto(address).catch((error) => {
    if (/Download is starting|ERR_ABORTED/.test(error.message)) return null;
    throw error;
  });
  if (answer === null) return null;
  assert.ok(answer.status() < 400, `${address} answers ${answer.status()}`);
  return answer.headers()["content-type"]?.startsWith("text/html") ? page : null;
}

/** Looks at one page with and without JavaScript; returns its links, and adds what is wrong. */
async function look(pages, address, who, wrong) {
  for (const page of pages) {
    if (!(await open(page, address))) return [];
    const where = `${who}, ${address}, JavaScript ${page.script ? "on" : "off"}`;
    await assertSound(page, where).catch((error) => wrong.push(error.message));
    wrong.push(...(await smallTargets(page)).map((control) => `${where}: ${control}`));
  }
  return linksOf(pages[0]);
}

for (const who of ["visitor", "resident", "desk", "officer", "animator"]) {
  test(`pages of the ${who} are sound`, { timeout: 900_000 }, async (context) => {
    const open = (script) => (who === "visitor" ? here.asVisitor({ script }) : here.asMember(who, { script }));
    const pages = [await open(true), await open(false)];
    const queue = ["/nowa-huta", "/nowa-huta/me"].slice(0, who === "visitor" ? 1 : 2);
    const [seen, wrong] = [new Set(), []];
    while (queue.length > 0) {
      const path = queue.shift();
      // What stands on the first pages differs by person, so everybody looks at those.
      if (seen.size > 2 && looked.has(kind(path))) continue;
      if (seen.has(kind(path)) || /sign-out|\/end$/.test(path)) continue;
      const languages = inLanguages(seen.size);
      seen.add(kind(path));
      looked.add(kind(path));
      for (const language of languages) {
        const address = `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
        queue.push(...(await look(pages, address, who, wrong)));
      }
    }
    context.diagnostic(`${who}: ${seen.size} kinds of pages`);
    assert.deepEqual(wrong, []);
    assert.ok(seen.size > (who === "visitor" ? 25 : 2), `only ${seen.size} kinds of pages were found`);
  });
}
