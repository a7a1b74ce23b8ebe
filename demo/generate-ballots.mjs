// Writes the ballots of the sample budget from budget/edition.toml: node demo/generate-ballots.mjs [folder]
// Same seed, same file. Each made-up voter belongs to a group, likes projects by `appeal` + `near[group]`,
// and ranks the best three after adding Gumbel noise (the multinomial-logit way of drawing a ranking).
// Points 3-2-1; `selected` by the greedy rule: most points first, what does not fit is passed over.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseToml } from "./toml.mjs";

const POINTS = [3, 2, 1];

/** Seeded generator, 32-bit state, uniform in [0, 1). Mulberry32 (Tommy Ettinger, public domain). */
function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function drawGroup(shares, random) {
  let left = random();
  for (const [group, share] of Object.entries(shares)) {
    if ((left -= share) < 0) return group;
  }
  return Object.keys(shares).at(-1);
}

function drawBallot(projects, group, random) {
  return projects
    .map((project) => {
      const gumbel = -Math.log(-Math.log(random() || Number.MIN_VALUE));
      return { id: project.id, liking: project.appeal + (project.near?.[group] ?? 0) + gumbel };
    })
    .sort((a, b) => b.liking - a.liking)
    .slice(0, POINTS.length)
    .map((choice) => choice.id);
}

/** votes = ballots that name the project; score = its points. */
function tally(projects, ballots) {
  const result = new Map(projects.map((project) => [project.id, { ...project, votes: 0, score: 0, selected: 0 }]));
  for (const ballot of ballots) {
    ballot.forEach((id, rank) => {
      const project = result.get(id);
      project.votes += 1;
      project.score += POINTS[rank];
    });
  }
  return [...result.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function selectGreedily(ranked, budget) {
  let left = budget;
  for (const project of ranked) {
    if (project.cost <= left) {
      project.selected = 1;
      left -= project.cost;
    }
  }
}

function pabulib(edition, ranked, ballots) {
  const dotted = (iso) => iso.split("-").reverse().join(".");
  const meta = [
    ["description", "PRZYKŁAD (sample) – zmyślony budżet sąsiedzki, Kraków, Nowa Huta"],
    ["country", "Poland"], ["unit", "Kraków"], ["district", "Nowa Huta"], ["subunit", "Nowa Huta (sample)"],
    ["instance", edition.vote_begin.slice(0, 4)],
    ["num_projects", ranked.length], ["num_votes", ballots.length], ["budget", edition.budget],
    ["vote_type", "ordinal"], ["rule", "greedy"],
    ["date_begin", dotted(edition.vote_begin)], ["date_end", dotted(edition.vote_end)],
    ["min_length", POINTS.length], ["max_length", POINTS.length],
    ["edition", 1], ["language", "pl"], ["currency", edition.currency],
    ["comment", `#1: PRZYKŁAD. Sample projects and ballots drawn by a generator (seed ${edition.seed}); no real project, no real voter. ` +
      `#2: Project ${edition.withdrawn.join(", ")} was withdrawn after the voting; its cost is the artificial 999999999.`],
  ];
  const columns = ["id", "cost", "votes", "score", "name", "category", "selected", "latitude", "longitude"];
  const row = (project) => columns.map((column) => project[column] ?? "").join(";");
  return [
    "META", "key;value", ...meta.map(([key, value]) => `${key};${value}`),
    "PROJECTS", "project_id;" + columns.slice(1).join(";"), ...ranked.map(row),
    "VOTES", "voter_id;vote", ...ballots.map((ballot, index) => `${index + 1};${ballot.join(",")}`),
    "",
  ].join("\n");
}

export function generate(edition) {
  const random = mulberry32(edition.seed);
  const ballots = Array.from({ length: edition.ballots }, () =>
    drawBallot(edition.project, drawGroup(edition.voters, random), random));
  const ranked = tally(edition.project, ballots);
  selectGreedily(ranked, edition.budget);
  return { text: pabulib(edition, ranked, ballots), ranked };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "nowa-huta", "budget");
  const edition = parseToml(readFileSync(join(folder, "edition.toml"), "utf8"));
  const { text, ranked } = generate(edition);
  writeFileSync(join(folder, edition.file), text);
  for (const project of ranked) {
    console.log(`${project.selected ? "selected" : "        "}  ${String(project.score).padStart(5)}  ${String(project.votes).padStart(4)}  ${String(project.cost).padStart(9)}  ${project.name}`);
  }
}
