// Every kind of page that links lead to, as each person of the sample: axe finds nothing, nothing is wider than a
// phone, no control is too small, no rule of the house is broken. Each language and JavaScript on and off in turn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSound, smallTargets } from "../lib/checks.mjs";
import { town } from "../lib/journey.mjs";
import { kind, linksOf } from "../lib/links.mjs";

const here = town();
const LANGUAGES = ["pl", "en", "uk"];

// What one person has seen need not be looked at again as the next one, who has more doors.
const looked = new Set();

for (const who of ["visitor", "resident", "desk", "officer", "animator"]) {
  test(`pages of the ${who} are sound`, { timeout: 600_000 }, async () => {
    const pages = [];
    for (const script of [true, false]) {
      pages.push(who === "visitor" ? await here.asVisitor({ script }) : await here.asMember(who, { script }));
    }
    const queue = ["/nowa-huta"];
    const known = new Set(queue);
    const wrong = [];
    let turn = 0;
    while (queue.length > 0) {
      const path = queue.shift();
      const language = LANGUAGES[turn++ % LANGUAGES.length];
      const address = `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
      for (const page of pages) {
        const answer = await page.goto(address);
        assert.ok(answer.status() < 400, `${path} answers ${answer.status()} to the ${who}`);
        if (!answer.headers()["content-type"]?.startsWith("text/html")) break;
        const where = `${who}, ${address}, JavaScript ${page.script ? "on" : "off"}`;
        await assertSound(page, where).catch((error) => wrong.push(error.message));
        wrong.push(...(await smallTargets(page)).map((control) => `${where}: ${control}`));
      }
      for (const link of await linksOf(pages[0])) {
        const one = kind(link);
        if (known.has(link) || looked.has(one)) continue;
        known.add(link);
        looked.add(one);
        queue.push(link);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(known.size > (who === "visitor" ? 20 : 0), `only ${known.size} kinds of pages were found`);
  });
}
