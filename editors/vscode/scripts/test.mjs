// Runs the unit tests: the files *.test.ts, of modules that need little or nothing of the editor, under Node's own test runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Programs that a test starts. */
const PROGRAMS = ["paconn/withSecret.ts"];
const outdir = mkdtempSync(join(tmpdir(), "connector-ls-test-"));
const tests = readdirSync("src", { recursive: true }).filter((file) => file.endsWith(".test.ts"));
try {
  await build({
    entryPoints: [...tests, ...PROGRAMS].map((file) => join("src", file)),
    outdir,
    outbase: "src",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    // There is no editor; what a test needs of one stands there.
    alias: { vscode: "./src/testing/vscode.ts" },
    logOverride: { "import-is-undefined": "silent" },
    logLevel: "warning",
  });
  const bundles = tests.map((file) => join(outdir, file.replace(/\.ts$/, ".cjs")));
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=dot", ...bundles], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
