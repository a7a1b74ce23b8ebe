// The harness itself: it must see what it is there to see, with JavaScript on and off.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { forgive, openPage, startBrowser } from "../lib/browser.mjs";
import { assertSound, axeFindings, scrollsSideways, smallTargets } from "../lib/checks.mjs";
import { withAndWithoutScript } from "../lib/journey.mjs";
import { follow, tabTo, tick, typeInto } from "../lib/keyboard.mjs";
import { readLinks } from "../lib/program.mjs";

const page = (body, style = "") => `<!doctype html><html lang="pl"><head><title>Strona</title>
<meta name="viewport" content="width=device-width"><style>button, input, label { display: block; min-height: 44px } ${style}</style></head>
<body><header><a href="/">Początek</a></header><main>${body}</main></body></html>`;

const PAGES = {
  "/": page(`<h1>Dzień dobry</h1><p><a href="/formularz">Do formularza</a></p>`),
  "/formularz": page(`<h1>Formularz</h1><form action="/"><label>Imię <input name="name" autocomplete="name"></label>
    <label><input type="checkbox" name="yes"> Zgadzam się</label><button>Wyślij</button></form>`),
  "/bez-opisu": page(`<h1>Obraz</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`),
  "/szeroka": page(`<h1>Szeroka</h1><div style="width: 900px">x</div>`),
  "/male": page(`<h1>Małe</h1><button class="small">OK</button>`, ".small { min-height: 0; height: 20px }"),
  "/dialog": page(`<h1>Dialog</h1><script>alert(1)</script>`),
  "/polityka": page(`<h1>Polityka</h1><script>document.title = "wykonano"</script>`),
  "/obcy": page(`<h1>Obcy</h1><img alt="" src="http://localhost:9/obraz.png">`),
  "/bez-skryptu": page(`<h1>Skrypt</h1><noscript><p id="off">wyłączony</p></noscript>
    <script>document.body.append("włączony")</script>`),
  "/blad": page(`<h1>Błąd</h1>`),
  "/niewidoczny": page(`<h1>Fokus</h1><a href="/">Cel</a>`, "a:focus { outline: none }"),
};

let browser;
let server;
let address;

before(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url, "http://here").pathname;
    const headers = { "content-type": "text/html; charset=utf-8" };
    if (path === "/polityka") headers["content-security-policy"] = "script-src 'self'";
    response.writeHead(path === "/blad" ? 500 : path in PAGES ? 200 : 404, headers).end(PAGES[path] ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${server.address().port}`;
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  server?.close();
});

const open = async (path, how = {}) => {
  const opened = await openPage(browser, { address, ...how });
  await opened.goto(path);
  return opened;
};

withAndWithoutScript("a sound page passes", async (how) => {
  await assertSound(await open("/", how));
});

withAndWithoutScript("JavaScript is on or off as asked, also after axe has looked", async ({ script }) => {
  const opened = await open("/bez-skryptu", { script });
  await axeFindings(opened);
  assert.equal(await opened.locator("#off").count(), script ? 0 : 1);
  await opened.reload();
  assert.equal((await opened.innerText("body")).includes("włączony"), script);
});

withAndWithoutScript("axe finds a picture without a description", async (how) => {
  const findings = await axeFindings(await open("/bez-opisu", how));
  assert.match(findings.join("\n"), /image-alt/);
});

withAndWithoutScript("a page wider than the window and a small button are found", async (how) => {
  assert.equal(await scrollsSideways(await open("/szeroka", how)), true);
  assert.equal((await smallTargets(await open("/male", how))).length, 1);
  assert.deepEqual(await smallTargets(await open("/formularz", how)), []);
});

withAndWithoutScript("the keyboard alone fills a form", async (how) => {
  const opened = await open("/", how);
  await follow(opened, "Do formularza");
  await typeInto(opened, "Imię", "Zofia");
  await tick(opened, /Zgadzam/);
  await follow(opened, "Wyślij");
  assert.equal(new URL(opened.url()).search, "?name=Zofia&yes=on");
});

test("a focus that cannot be seen is found", async () => {
  await assert.rejects(tabTo(await open("/niewidoczny"), "Cel"), /cannot be seen/);
});

test("dialogs, breaches of policy, other hosts and server errors are troubles", async () => {
  assert.match((await open("/dialog")).troubles.join(), /^dialog: 1/);
  assert.match((await open("/polityka")).troubles.join(), /^content security policy/);
  assert.match((await open("/obcy")).troubles.join(), /^other host: http:\/\/localhost:9/);
  const failed = await open("/blad");
  assert.match(failed.troubles.join(), /^server error: 500/);
  assert.equal(forgive(failed, /500/).length, 1);
  assert.deepEqual(failed.troubles, []);
});

test("sign-in links are read by role", () => {
  const links = readLinks("Links:\n  animator   http://127.0.0.1:8080/pl/in/abc\n  desk: /in/def?x=1\n\n");
  assert.deepEqual(links, { animator: "http://127.0.0.1:8080/pl/in/abc", desk: "/in/def?x=1" });
});
