// Bundles the extension into dist/extension.js. `--watch` goes on when a file changes.
import { copyFileSync, mkdirSync } from "node:fs";
import { context } from "esbuild";

// The schema of connector-ls.jsonc is made from the rules, and is in the repository once.
mkdirSync("dist", { recursive: true });
copyFileSync("../../server/docs/configuration.schema.json", "dist/configuration.schema.json");

const bundle = await context({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
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
