// The program under test: started on a free port with a data folder of its own, stopped and swept afterwards.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PROGRAM = process.env.MIKROPOLIS_PROGRAM ?? join(ROOT, "target", "debug", "mikropolis");
const SAMPLE = join(ROOT, "demo", "nowa-huta");

/** The sample neighbourhood's address. */
const NEIGHBOURHOOD = "nowa-huta";

/** What is typed after `mikropolis`, all in one place. */
const COMMANDS = {
  importSample: ["import", "neighbourhood", SAMPLE],
  links: ["link", NEIGHBOURHOOD],
  serve: (host, port) => ["serve", "--listen", `${host}:${port}`, "--address", `http://${host}:${port}`],
};

/** How long a start or a stop may take on a busy machine, in milliseconds. */
const PATIENCE = 60_000;

/** A running program with the sample neighbourhood, or with an empty data folder. */
export class Program {
  static async start({ sample = true, host = "127.0.0.1" } = {}) {
    const program = new Program();
    program.host = host;
    program.data = await mkdtemp(join(tmpdir(), "mikropolis-journey-"));
    try {
      if (sample) await program.run(COMMANDS.importSample);
      program.links = sample ? readLinks(await program.run(COMMANDS.links)) : {};
      await program.serve();
    } catch (error) {
      await program.stop();
      throw error;
    }
    return program;
  }

  /** Runs one command to its end and returns what it printed. */
  async run(words) {
    const { stdout } = await promisify(execFile)(PROGRAM, words, { env: this.environment(), timeout: PATIENCE });
    return stdout;
  }

  environment() {
    return { ...process.env, MIKROPOLIS_FOLDER: this.data };
  }

  async serve() {
    const port = await freePort(this.host);
    this.address = `http://${this.host}:${port}`;
    this.log = "";
    this.process = spawn(PROGRAM, COMMANDS.serve(this.host, port), {
      env: this.environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (text) => (this.log += text));
    }
    await this.untilReady();
  }

  async untilReady() {
    const until = Date.now() + PATIENCE;
    while (Date.now() < until) {
      if (this.process.exitCode !== null) break;
      if (await fetch(this.address, { redirect: "manual" }).then(() => true, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the program does not answer on ${this.address}; it said:\n${this.log}`);
  }

  /** Stops the program in order and deletes its data folder. */
  async stop() {
    if (this.process && this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGTERM");
      const timer = setTimeout(() => this.process.kill("SIGKILL"), PATIENCE / 4);
      await ended;
      clearTimeout(timer);
    }
    if (this.data) await rm(this.data, { recursive: true, force: true });
  }
}

/** One-time sign-in links by role: lines of a word, white space and an address. */
export function readLinks(text) {
  const lines = text.split("\n").map((line) => /^\s*(\S+).*?(https?:\/\/\S+|\/\S+)\s*$/.exec(line));
  return Object.fromEntries(lines.filter(Boolean).map(([, role, address]) => [role.replace(/:$/, ""), address]));
}

async function freePort(host) {
  const server = createServer();
  server.listen(0, host);
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
