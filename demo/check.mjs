// Checks the sample neighbourhood: node demo/check.mjs [folder]. Nothing to install.
// Lists every fault with its file and ends with 1 if there are any. The rules are those of demo/README.md.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./generate-ballots.mjs";
import { parseToml } from "./toml.mjs";

const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "nowa-huta");
const LANGUAGES = ["pl", "en", "uk"];
const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const PICTURE_BYTES = 200_000;
/** Words the project does not use of people (docs/words.md), as stems. */
const BANNED_WORDS = /użytkowni|moderacj|moderator|modułow|instancj|beneficj/i;
/** Places of true painful events: no invented teller may stand there. */
const PAINFUL_PLACES = ["krzyz-nowohucki", "fort-49"];

const faults = [];
const fault = (file, message) => faults.push(`${file}: ${message}`);
const read = (file) => readFileSync(join(folder, file), "utf8");

function tryParse(file, parse) {
  try {
    return parse(read(file));
  } catch (error) {
    fault(file, error.message);
    return undefined;
  }
}
const toml = (file) => tryParse(file, parseToml) ?? {};
const features = (file) => {
  const json = tryParse(file, JSON.parse);
  return json?.features ?? (json ? [json] : []);
};

function oneOf(file, what, value, allowed) {
  if (!allowed.includes(value)) fault(file, `${what} is ${JSON.stringify(value)}, should be one of ${allowed.join(", ")}`);
}
function filled(file, what, value) {
  if (typeof value !== "string" || value.trim() === "") fault(file, `${what} is empty`);
}
function inLanguages(file, what, value, languages = LANGUAGES) {
  for (const language of languages) filled(file, `${what}.${language}`, value?.[language]);
}
function uniqueKeys(file, entries) {
  const keys = new Set();
  for (const { key } of entries) {
    if (!KEY.test(key ?? "")) fault(file, `the key ${JSON.stringify(key)} should be small letters, digits and hyphens`);
    if (keys.has(key)) fault(file, `the key ${key} stands here twice`);
    keys.add(key);
  }
  return keys;
}
function atLeast(file, what, number, least) {
  if (number < least) fault(file, `${number} ${what}, at least ${least} are asked for`);
}

// ---- geometry ----

/** Ray casting; the ring is [[lon, lat], …], closed. */
function inside([lon, lat], ring) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [x, y] = ring[i];
    const [u, v] = ring[j];
    if (y > lat !== v > lat && lon < ((u - x) * (lat - y)) / (v - y) + x) odd = !odd;
  }
  return odd;
}

function positions(geometry) {
  if (geometry.type === "Point") return [geometry.coordinates];
  return geometry.type === "LineString" ? geometry.coordinates : geometry.coordinates.flat();
}

function checkGeometry(file, name, geometry, kinds) {
  oneOf(file, `${name}: geometry`, geometry?.type, kinds);
  for (const [lon, lat] of positions(geometry)) {
    if (!(lon > 19.9 && lon < 20.4 && lat > 49.95 && lat < 50.2)) fault(file, `${name}: ${lon}, ${lat} is not near Nowa Huta (order is lon, lat)`);
  }
  if (geometry.type === "Polygon") {
    for (const ring of geometry.coordinates) {
      if (ring.length < 4 || String(ring[0]) !== String(ring.at(-1))) fault(file, `${name}: the ring is not closed`);
      const doubled = ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);
      if (doubled <= 0) fault(file, `${name}: the outer ring should run counter-clockwise`);
    }
  }
}

const centre = (geometry) => {
  const all = positions(geometry);
  return [0, 1].map((axis) => all.reduce((sum, position) => sum + position[axis], 0) / all.length);
};

// ---- the files ----

function checkNeighbourhood(placeKeys) {
  const file = "neighbourhood.toml";
  const town = toml(file);
  if (town.sample !== true) fault(file, "sample should be true");
  for (const what of ["name", "about"]) inLanguages(file, what, town[what]);
  inLanguages(file, "desk.hours", town.desk?.hours);
  if (!placeKeys.has(town.desk?.place)) fault(file, `no place has the key ${town.desk?.place}`);
  checkContact(file, "responsible.phone", town.responsible?.phone);
  checkContact(file, "responsible.email", town.responsible?.email);
  const lines = town.helpline ?? [];
  if (lines[0]?.phone !== "112") fault(file, "112 should be the first helpline");
  for (const line of lines) {
    for (const what of ["name", "about", "hours"]) inLanguages(file, `${line.phone}: ${what}`, line[what]);
    if (!DAY.test(line.checked ?? "") || !line.owner || line.verify !== true) fault(file, `${line.phone}: needs owner, checked and verify = true`);
  }
}

/** Sample contacts may not reach anybody: example.org and 12 000 00 xx only. */
function checkContact(file, what, value) {
  if (value?.includes("@") ? !value.endsWith("@example.org") : /\d/.test(value ?? "") && !/^12 000 00 \d\d$/.test(value)) {
    fault(file, `${what}: ${value} could be somebody's; use …@example.org or 12 000 00 xx`);
  }
}

function checkBoundary() {
  const file = "boundary.geojson";
  const [outline] = features(file);
  checkGeometry(file, "boundary", outline.geometry, ["Polygon"]);
  if (!(outline.properties.precision_m > 0)) fault(file, "precision_m is missing");
  filled(file, "source", outline.properties.source);
  return outline.geometry.coordinates[0];
}

function checkLines() {
  const file = "lines.geojson";
  const all = features(file);
  if (all.length < 6 || all.length > 10) fault(file, `${all.length} lines, should be 6 to 10`);
  for (const { geometry, properties } of all) {
    checkGeometry(file, properties.name, geometry, ["LineString"]);
    oneOf(file, `${properties.name}: kind`, properties.kind, ["street", "river", "tram"]);
    if (!(properties.precision_m > 0)) fault(file, `${properties.name}: precision_m is missing`);
  }
}

function checkAreas(boundary) {
  const file = "areas.geojson";
  const all = features(file);
  for (const { geometry, properties } of all) {
    checkGeometry(file, properties.key, geometry, ["Point", "Polygon"]);
    filled(file, `${properties.key}: name`, properties.name);
    if (!inside(centre(geometry), boundary)) fault(file, `${properties.key} lies outside the boundary`);
  }
  return uniqueKeys(file, all.map((feature) => feature.properties));
}

function checkPlaces(boundary) {
  const file = "places.geojson";
  const all = features(file);
  for (const { geometry, properties } of all) {
    const { key } = properties;
    checkGeometry(file, key, geometry, ["Point", "LineString", "Polygon"]);
    oneOf(file, `${key}: kind`, properties.kind, ["historic", "made_together", "nature", "activity", "service", "business"]);
    oneOf(file, `${key}: status`, properties.status, ["cared_for", "at_risk", "lost", "planned", "ordinary"]);
    oneOf(file, `${key}: certainty`, properties.certainty, ["A", "B", "C"]);
    if (!(properties.precision_m > 0) || !DAY.test(properties.checked ?? "")) fault(file, `${key}: needs precision_m and checked`);
    for (const what of ["source", "address"]) filled(file, `${key}: ${what}`, properties[what]);
    inLanguages(file, `${key}: access`, properties.access);
    for (const what of ["title", "summary", "body"]) filled(file, `${key}: text.pl.${what}`, properties.text?.pl?.[what]);
    for (const what of ["title", "summary"]) filled(file, `${key}: text.en.${what}`, properties.text?.en?.[what]);
    if (properties.certainty === "C" && !properties.sample && geometry.type !== "Polygon") fault(file, `${key}: unsure places are drawn as areas`);
    if (inside(centre(geometry), boundary) === properties.next_door) fault(file, `${key}: next_door is ${properties.next_door}, the boundary says otherwise`);
    if (properties.sample && !/\((przykład)\)/.test(properties.text.pl.title)) fault(file, `${key}: a sample says so in its title`);
  }
  atLeast(file, "places", all.length, 27);
  atLeast(file, "places in Ukrainian", all.filter((feature) => feature.properties.text.uk?.title).length, 15);
  return uniqueKeys(file, all.map((feature) => feature.properties));
}

function checkMembers() {
  const file = "members.toml";
  const all = toml(file).member ?? [];
  for (const member of all) {
    filled(file, `${member.key}: name`, member.name);
    oneOf(file, `${member.key}: kind`, member.kind, ["person", "organisation"]);
    oneOf(file, `${member.key}: reach.way`, member.reach?.way, ["mail", "sms", "phone", "letter", "neighbour", "board"]);
    checkContact(file, `${member.key}: reach.value`, member.reach?.value);
    for (const time of member.reach?.times ?? []) oneOf(file, `${member.key}: reach.times`, time, ["morning", "afternoon", "evening"]);
    if (member.reach?.news) oneOf(file, `${member.key}: reach.news`, member.reach.news, ["never", "weekly", "soon"]);
    for (const language of member.languages) oneOf(file, `${member.key}: language`, language, LANGUAGES);
    for (const role of member.roles) oneOf(file, `${member.key}: role`, role, ["animator", "editor", "desk", "officer", "administrator"]);
  }
  for (const member of all.filter((one) => one.mediates)) {
    for (const part of ["about", "languages", "hours"]) filled(file, `${member.key}: mediates.${part}`, member.mediates[part]);
    if (member.roles.length) fault(file, `${member.key}: whoever mediates here holds no role`);
  }
  atLeast(file, "people who help with quarrels", all.filter((member) => member.mediates).length, 2);
  atLeast(file, "members", all.length, 33);
  atLeast(file, "people without e-mail", all.filter((member) => member.kind === "person" && member.reach.way !== "mail").length, 8);
  atLeast(file, "organisations", all.filter((member) => member.kind === "organisation").length, 4);
  for (const role of ["animator", "editor", "desk", "officer"]) {
    if (!all.some((member) => member.roles.includes(role))) fault(file, `nobody has the role ${role}`);
  }
  return uniqueKeys(file, all);
}

const OFFER_CHOICES = {
  side: ["need", "offer"],
  kind: ["time", "skill", "knowledge", "language", "digital", "thing", "company"],
  lang: LANGUAGES,
  when: ["any", "mornings", "afternoons", "evenings", "weekends", "date"],
  for_whom: ["anyone", "seniors", "families", "children", "newcomers", "disabled"],
  who_may_come: ["anyone", "woman", "known", "two"],
  state: ["open", "accepted", "done"],
};

const DATE_CHOICES = {
  lang: LANGUAGES,
  for_whom: ["anyone", "children", "young", "seniors", "disabled", "newcomers"],
  cost: ["free", "what_you_can", "amount"],
};

/** Open to everybody, so that an invented host may meet people there; anything else belongs to somebody real. */
const OPEN_PLACES = ["laki-nowohuckie"];

function checkDates(memberKeys, placeKeys) {
  const file = "dates.toml";
  const all = toml(file).date ?? [];
  const places = new Map(features("places.geojson").map(({ properties }) => [properties.key, properties]));
  for (const date of all) {
    const { key } = date;
    for (const [what, allowed] of Object.entries(DATE_CHOICES)) {
      if (date[what] !== undefined || what === "lang") oneOf(file, `${key}: ${what}`, date[what], allowed);
    }
    for (const what of ["title", "text", "from"]) filled(file, `${key}: ${what}`, date[what]);
    if ((date.in_days === undefined) === (date.weekday === undefined)) fault(file, `${key}: needs in_days or weekday`);
    if (!placeKeys.has(date.place)) fault(file, `${key}: no place has the key ${date.place}`);
    if (places.get(date.place)?.sample !== true && !OPEN_PLACES.includes(date.place)) fault(file, `${key}: ${date.place} is real and not open ground`);
    for (const who of [date.host, ...(date.coming ?? [])]) {
      if (!memberKeys.has(who)) fault(file, `${key}: no member has the key ${who}`);
    }
    for (const language of LANGUAGES.filter((other) => other !== date.lang)) {
      for (const what of ["title", "text"]) filled(file, `${key}: ${language}.${what}`, date.translations?.[language]?.[what]);
    }
  }
  atLeast(file, "dates", all.length, 8);
  if (!all.some((date) => date.called_off?.length)) fault(file, "one of them should be called off on some day");
  uniqueKeys(file, all);
}

function checkOffers(memberKeys, areaKeys) {
  const file = "offers.toml";
  const all = toml(file).offer ?? [];
  for (const offer of all) {
    const { key } = offer;
    for (const [what, allowed] of Object.entries(OFFER_CHOICES)) oneOf(file, `${key}: ${what}`, offer[what], allowed);
    for (const what of ["title", "text"]) filled(file, `${key}: ${what}`, offer[what]);
    if (!(offer.days_left > 0)) fault(file, `${key}: days_left should be a number of days`);
    if (!areaKeys.has(offer.area)) fault(file, `${key}: no area has the key ${offer.area}`);
    for (const who of [offer.member, ...(offer.answers ?? []).map((answer) => answer.member)]) {
      if (!memberKeys.has(who)) fault(file, `${key}: no member has the key ${who}`);
    }
    const accepted = (offer.answers ?? []).some((answer) => answer.accepted);
    if (accepted !== (offer.state !== "open")) fault(file, `${key}: state ${offer.state} and the answers do not agree`);
    if (offer.thanks && offer.state !== "done") fault(file, `${key}: thanks come when it is done`);
    for (const [language, text] of Object.entries(offer.translations ?? {})) {
      oneOf(file, `${key}: translation`, language, LANGUAGES.filter((other) => other !== offer.lang));
      for (const what of ["title", "text"]) filled(file, `${key}: ${language}.${what}`, text[what]);
    }
  }
  atLeast(file, "needs and offers", all.length, 44);
  if (all.filter((offer) => offer.desk_only).length !== 2) fault(file, "exactly two are only for the desk");
  uniqueKeys(file, all);
}

function readStory(name) {
  const file = `stories/${name}`;
  const [before, head, ...body] = read(file).split("+++\n");
  if (before !== "" || head === undefined || body.length !== 1) {
    fault(file, "should begin with +++, front matter, +++");
    return undefined;
  }
  try {
    return { file, name, ...parseToml(head), body: body[0] };
  } catch (error) {
    fault(file, `front matter: ${error.message}`);
    return undefined;
  }
}

function checkOriginal(story, placeKeys, memberKeys) {
  const { file } = story;
  for (const place of story.places ?? []) if (!placeKeys.has(place)) fault(file, `no place has the key ${place}`);
  oneOf(file, "era.precision", story.era?.precision, ["day", "year", "decade", "about", "before", "after", "now"]);
  if (!(story.era?.from <= story.era?.to)) fault(file, "era: from should not be later than to");
  for (const teller of story.tellers ?? []) {
    if (teller.member ? !memberKeys.has(teller.member) : !teller.name) fault(file, "a teller is a member we know or a name");
  }
  for (const subject of story.subjects ?? []) oneOf(file, `${subject.name}: life`, subject.life, ["living", "deceased", "unnamed"]);
  for (const consent of story.consent ?? []) {
    oneOf(file, `${consent.who}: how`, consent.how, ["spoken before a named witness", "paper", "on screen"]);
    for (const use of consent.for) oneOf(file, `${consent.who}: for`, use, ["screen", "print", "elsewhere"]);
    if (!DAY.test(consent.date)) fault(file, `${consent.who}: date should be year-month-day`);
  }
  const agreed = new Set((story.consent ?? []).map((consent) => consent.who));
  for (const subject of story.subjects ?? []) {
    if (story.sample && subject.life === "living" && !agreed.has(subject.name)) fault(file, `${subject.name} is living and has not consented`);
  }
  if (typeof story.sample !== "boolean") fault(file, "sample should be true or false");
  if (!story.sample) filled(file, "source", story.source);
  if (story.sample && (story.places ?? []).some((place) => PAINFUL_PLACES.includes(place))) fault(file, "no invented teller at a place of true pain");
}

/** Only paragraphs, ## headings, lists, quotes and emphasis. */
function checkMarkdown(file, body) {
  for (const [pattern, what] of [[/^#(?!# )/m, "a heading other than ##"], [/<[a-z/!]/i, "HTML"], [/!?\[[^\]]*\]\(/, "a link or picture"], [/```|^\|/m, "code or a table"]]) {
    if (pattern.test(body)) fault(file, `has ${what}; stories use paragraphs, ## headings, lists, quotes and emphasis`);
  }
  if (body.includes("!")) fault(file, "has an exclamation mark");
  if (body.trim().length < 400) fault(file, "is very short");
}

function checkStories(placeKeys, memberKeys) {
  const stories = readdirSync(join(folder, "stories")).sort().map(readStory).filter(Boolean);
  const originals = new Map(stories.filter((story) => story.places).map((story) => [story.key, story]));
  for (const story of stories) {
    const { file } = story;
    if (story.name !== `${story.key}.${story.lang}.md`) fault(file, "the name should be key.lang.md");
    for (const what of ["title", "summary"]) filled(file, what, story[what]);
    checkMarkdown(file, story.body);
    const original = originals.get(story.key);
    if (!original) fault(file, "is a translation of nothing");
    else if (story === original) checkOriginal(story, placeKeys, memberKeys);
    else {
      if (!memberKeys.has(story.translator)) fault(file, `no member has the key ${story.translator}`);
      oneOf(file, "state", story.state, ["neighbour", "reviewed"]);
    }
    for (const picture of original?.pictures ?? []) filled(file, `alt for ${picture}`, story.alt?.[picture]);
  }
  const inLanguage = (language) => stories.filter((story) => story.lang === language).length;
  atLeast("stories", "stories", originals.size, 22);
  atLeast("stories", "in Polish", inLanguage("pl"), originals.size);
  atLeast("stories", "in English", inLanguage("en"), 10);
  atLeast("stories", "in Ukrainian", inLanguage("uk"), 8);
  return new Set([...originals.values()].flatMap((story) => story.pictures));
}

function checkPictures(used) {
  const pictures = readdirSync(join(folder, "pictures")).filter((name) => name.endsWith(".jpg"));
  if (pictures.length < 12) fault("pictures", `${pictures.length} pictures, at least 12 are asked for`);
  for (const name of pictures) {
    if (statSync(join(folder, "pictures", name)).size >= PICTURE_BYTES) fault(`pictures/${name}`, "is 200 kB or more");
    if (!existsSync(join(folder, "pictures/source", name.replace(".jpg", ".svg")))) fault(`pictures/${name}`, "has no SVG source");
    if (!used.has(name)) fault(`pictures/${name}`, "no story uses it");
  }
  for (const name of used) if (!pictures.includes(name)) fault("stories", `the picture ${name} is not there`);
}

function checkBudget(placeKeys) {
  const file = "budget/edition.toml";
  const edition = toml(file);
  if (edition.sample !== true) fault(file, "sample should be true");
  for (const what of ["name", "about"]) inLanguages(file, what, edition[what]);
  for (const project of edition.project) {
    if (!project.about.startsWith("Przykład.")) fault(file, `${project.id}: about should begin with „Przykład.”`);
    if (project.place && !placeKeys.has(project.place)) fault(file, `${project.id}: no place has the key ${project.place}`);
    if ((project.cost === 999999999) !== edition.withdrawn.includes(project.id)) fault(file, `${project.id}: the artificial cost is for withdrawn projects, and only for them`);
  }
  const { text, ranked } = generate(edition);
  if (read(`budget/${edition.file}`) !== text) fault(`budget/${edition.file}`, "differs from what generate-ballots.mjs writes");
  const spent = ranked.filter((project) => project.selected).reduce((sum, project) => sum + project.cost, 0);
  if (spent > edition.budget) fault(file, "the selected projects cost more than there is");
}

function checkBulletin(members) {
  const file = "bulletin.toml";
  if (!existsSync(join(folder, file))) return;
  const issue = toml(file);
  oneOf(file, "lang", issue.lang, LANGUAGES);
  filled(file, "hello", issue.hello);
  if ((issue.hello ?? "").length > 600) fault(file, "hello is longer than 600 letters");
  if (!members.has(issue.editor)) fault(file, `the editor ${issue.editor} is no member`);
}

function checkTranslations(memberKeys) {
  const file = "translations.toml";
  const { translates = [], ask = [] } = toml(file);
  for (const { member } of [...translates, ...ask]) {
    if (!memberKeys.has(member)) fault(file, `no member has the key ${member}`);
  }
  for (const { member, pairs } of translates) {
    for (const pair of pairs ?? []) oneOf(file, `${member}: pair`, pair, LANGUAGES.flatMap((from) => LANGUAGES.filter((to) => to !== from).map((to) => `${from}-${to}`)));
  }
  for (const { story, to } of ask) {
    oneOf(file, `${story}: to`, to, LANGUAGES);
    const names = LANGUAGES.filter((language) => existsSync(join(folder, "stories", `${story}.${language}.md`)));
    if (names.length === 0) fault(file, `no story has the key ${story}`);
    if (names.includes(to)) fault(file, `${story} is there in ${to} already`);
  }
  atLeast(file, "texts that wait", ask.length, 2);
}

/** Two versions in three languages, and something that waits for a word. */
function checkAgreement(members) {
  const file = "agreement.toml";
  const { version: versions = [], proposal: proposals = [] } = toml(file);
  if (versions.length !== 2 || proposals.length !== 1) fault(file, `${versions.length} versions and ${proposals.length} proposals, should be 2 and 1`);
  for (const text of [...versions, ...proposals]) {
    for (const what of ["title", "why"]) filled(file, `${text.title}: ${what}`, text[what]);
    oneOf(file, `${text.title}: lang`, text.lang, LANGUAGES);
    if (!members.has(text.author)) fault(file, `${text.title}: no member has the key ${text.author}`);
    for (const [language, words] of Object.entries(text.translations ?? {})) {
      oneOf(file, `${text.title}: translation`, language, LANGUAGES.filter((other) => other !== text.lang));
      if (words.sentences?.length !== text.sentences.length) fault(file, `${text.title}: ${language} has another number of sentences`);
    }
    for (const remark of text.remarks ?? []) {
      oneOf(file, `${text.title}: stance`, remark.stance, ["good", "otherwise"]);
      if (!members.has(remark.member)) fault(file, `${text.title}: no member has the key ${remark.member}`);
    }
  }
  for (const text of versions) {
    if (!(text.days_ago > 15)) fault(file, `${text.title}: should be in force by now (days_ago)`);
    for (const language of LANGUAGES.filter((other) => other !== text.lang)) filled(file, `${text.title}: ${language}.title`, text.translations?.[language]?.title);
  }
}

function checkWords() {
  const texts = ["neighbourhood.toml", "members.toml", "offers.toml", "dates.toml", "places.geojson", "budget/edition.toml", "bulletin.toml", "agreement.toml", ...readdirSync(join(folder, "stories")).map((name) => `stories/${name}`)];
  for (const file of texts) {
    const found = BANNED_WORDS.exec(read(file));
    if (found) fault(file, `uses the word ${found[0]}…; see docs/words.md`);
  }
}

const boundary = checkBoundary();
checkLines();
const areaKeys = checkAreas(boundary);
const placeKeys = checkPlaces(boundary);
checkNeighbourhood(placeKeys);
const memberKeys = checkMembers();
checkOffers(memberKeys, areaKeys);
checkDates(memberKeys, placeKeys);
checkPictures(checkStories(placeKeys, memberKeys));
checkBudget(placeKeys);
checkBulletin(memberKeys);
checkTranslations(memberKeys);
checkAgreement(memberKeys);
checkWords();

for (const line of faults) console.error(line);
console.log(faults.length ? `${faults.length} faults` : `All good: ${placeKeys.size} places, ${areaKeys.size} areas, ${memberKeys.size} members.`);
process.exitCode = faults.length ? 1 : 0;
