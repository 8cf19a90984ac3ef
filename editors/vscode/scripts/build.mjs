// Bundles the extension into dist/extension.js, and the program that it starts into dist/withSecret.js. `--watch` goes on when a file changes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { context } from "esbuild";
import { lenient } from "./lenient-schema.mjs";

// The schema of connector-ls.jsonc is made from the rules, and is in the repository once.
mkdirSync("dist", { recursive: true });
const schema = JSON.parse(readFileSync("../../server/docs/configuration.schema.json", "utf8"));
writeFileSync("dist/configuration.schema.json", JSON.stringify(lenient(schema)));

const bundle = await context({
  entryPoints: ["src/extension.ts", "src/paconn/withSecret.ts"],
  outdir: "dist",
  entryNames: "[name]",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify: !process.argv.includes("--watch"),
  sourcemap: process.argv.includes("--watch"),
  logLevel: "warning",
});
if (process.argv.includes("--watch")) {
  await bundle.watch();
} else {
  await bundle.rebuild();
  await bundle.dispose();
}
