// The tables that the tests here share with those of the real paconn.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What is in a file of tests/editors/paconn. `npm test` runs in the extension's folder. */
export function tableOf<Table>(file: string): Table {
  return JSON.parse(readFileSync(join("..", "..", "tests", "editors", "paconn", file), "utf8")) as Table;
}
