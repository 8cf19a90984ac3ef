// Programs that the tests start, and their end.

import { spawn } from "node:child_process";
import fs from "node:fs";

/** In the environment of every program of this run, so that what those start in turn is found, too. */
const mark = `CONNECTOR_LS_TEST_RUN=${process.pid}-${Date.now()}`;
const [markName, markValue] = mark.split("=");

/**
 * Starts a program in a group of its own.
 * @param {string} program @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, cwd?: string, log: string }} options `log` gets what it prints.
 */
export function start(program, args, options) {
  const log = fs.openSync(options.log, "a");
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, [markName]: markValue },
    stdio: ["ignore", log, log],
    detached: true,
  });
  fs.closeSync(log);
  return child;
}

/** Runs a program to its end; its output. @param {string} program @param {string[]} args @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options] */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env, [markName]: markValue },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${program} ${args.join(" ")} ended with ${code}:\n${output}`)),
    );
  });
}

/** The processes of this run that still live, youngest first. */
function ours() {
  const found = [];
  for (const entry of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    try {
      if (fs.readFileSync(`/proc/${entry}/environ`, "latin1").split("\0").includes(mark)) found.push(Number(entry));
    } catch {
      // It has ended, or is somebody else's.
    }
  }
  return found.sort((a, b) => b - a);
}

/** Ends every process of this run. */
export function endAll() {
  // A process may start another one while it is being ended.
  for (let round = 0; round < 5; round++) {
    const alive = ours();
    if (alive.length === 0) return;
    for (const pid of alive) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}

/** The process ids of the language servers of this run. @param {string} binaryName */
export function servers(binaryName = "connector-ls") {
  return ours().filter((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, "latin1").split("\0")[0].split("/").pop() === binaryName;
    } catch {
      return false;
    }
  });
}
