// Makes the file that people install.
//   node scripts/package.mjs --target linux-x64 --binary PATH [--out FILE] [--any-size]   with the server for that platform
//   node scripts/package.mjs [--universal] [--out FILE]                      without one
// Everything is put into a folder of its own first, so that nothing lands in the package which nobody named here.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { platformOf } from "./binary-platform.mjs";
import { entries } from "./vsix-entries.mjs";

// The names are the marketplace's. Its "alpine" is Linux with musl, which a binary does not show.
const TARGETS = [
  "linux-x64", "linux-arm64", "alpine-x64", "alpine-arm64", "darwin-x64", "darwin-arm64", "win32-x64", "win32-arm64",
];
const MAX_BYTES = 8 * 1000 * 1000;
const FILES_URL = "https://github.com/connector-ls/connector-ls";
const EXPECTED = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/package\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/LICENSE(\.txt)?$/,
  /^extension\/dist\/(extension\.js|withSecret\.js|configuration\.schema\.json)$/,
  /^extension\/schemas\/connector-file\.schema\.json$/,
  // The pictures of the README are fetched by its readers, as the packager makes their addresses absolute.
  /^extension\/images\/icon\.png$/,
  /^extension\/images\/view\.svg$/,
  /^extension\/walkthrough\/[\w-]+\.svg$/,
];

function fail(message) {
  console.error(message);
  process.exit(2);
}

const { values: options } = parseArgs({
  options: {
    target: { type: "string" },
    binary: { type: "string" },
    universal: { type: "boolean", default: false },
    out: { type: "string" },
    // For tests with a debug build of the server.
    "any-size": { type: "boolean", default: false },
  },
});
const { target, binary, universal } = options;
if (!target !== !binary || (universal && target)) {
  fail("Give --target TARGET --binary PATH, or neither of them.");
}
if (target && !TARGETS.includes(target)) {
  fail(`There is no target ${target}; there are ${TARGETS.join(", ")}.`);
}
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const out = path.resolve(options.out ?? `${manifest.name}-${target ?? "universal"}-${manifest.version}.vsix`);

execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
const stage = mkdtempSync(path.join(tmpdir(), "connector-ls-vsix-"));
try {
  for (const name of ["package.json", "README.md", ".vscodeignore", "dist", "schemas", "walkthrough", "images/icon.png", "images/view.svg"]) {
    cpSync(name, path.join(stage, name), { recursive: true });
  }
  // Left there by `build --watch`.
  for (const name of ["extension", "withSecret"]) {
    rmSync(path.join(stage, "dist", `${name}.js.map`), { force: true });
  }
  for (const name of ["LICENSE", "CHANGELOG.md"]) {
    cpSync(path.join("../..", name), path.join(stage, name));
  }
  if (target) {
    const name = target.startsWith("win32") ? "connector-ls.exe" : "connector-ls";
    const family = target.replace("alpine", "linux");
    const found = platformOf(readFileSync(binary));
    if (found !== family) {
      throw new Error(`${binary} is a program for ${found ?? "no platform that is known here"}, not for ${target}.`);
    }
    mkdirSync(path.join(stage, "server"));
    cpSync(binary, path.join(stage, "server", name));
    chmodSync(path.join(stage, "server", name), 0o755);
    EXPECTED.push(new RegExp(`^extension/server/${name.replace(".", "\\.")}$`));
  }
  const vsce = path.join(root, "node_modules", "@vscode", "vsce", "vsce");
  const addresses = ["--baseContentUrl", `${FILES_URL}/blob/HEAD/editors/vscode`, "--baseImagesUrl", `${FILES_URL}/raw/HEAD/editors/vscode`];
  execFileSync(
    process.execPath,
    [vsce, "package", "--no-dependencies", "--no-update-package-json", ...addresses, "--out", out, ...(target ? ["--target", target] : [])],
    { cwd: stage, stdio: ["ignore", "ignore", "inherit"] },
  );
} catch (error) {
  // The packager has said itself why it failed.
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(stage, { recursive: true, force: true });
}
if (process.exitCode) {
  process.exit();
}

const packed = entries(readFileSync(out));
const problems = packed
  .filter(({ name }) => !EXPECTED.some((pattern) => pattern.test(name)))
  .map(({ name }) => `${name} has no business in the package.`);
for (const needed of EXPECTED) {
  if (!packed.some(({ name }) => needed.test(name))) {
    problems.push(`Nothing in the package matches ${needed}.`);
  }
}
for (const { name, mode } of packed.filter(({ name }) => /^extension\/server\/connector-ls$/.test(name))) {
  if ((mode & 0o111) !== 0o111) {
    problems.push(`${name} is not executable.`);
  }
}
const bytes = readFileSync(out).length;
if (bytes > MAX_BYTES && !options["any-size"]) {
  problems.push(`The package has ${bytes} bytes; ${MAX_BYTES} are allowed.`);
}
for (const { name, size, compressed } of packed) {
  console.log(`${String(size).padStart(10)} ${String(compressed).padStart(10)}  ${name}`);
}
console.log(`${String(bytes).padStart(21)}  ${out}`);
if (problems.length > 0) {
  rmSync(out);
  fail(problems.join("\n"));
}
