import assert from "node:assert/strict";
import test from "node:test";
import { refusedByShell } from "./windowsShell";

test("usual words pass", () => {
  const words = ["C:\\Program Files (x86)\\pac\\pac.cmd", "connector", "--environment", "4be7cd9c-9f2c-4a4b-9ed9-9ec5a3d9e6a2", "Bestellungen, März.json"];
  assert.equal(refusedByShell(words), undefined);
});

test("what cmd or PowerShell would read is refused, with its word", () => {
  for (const character of ["\"", "'", "%", "&", "|", "<", ">", "^", "!", "`", "$"]) {
    const reason = refusedByShell(["connector", `a${character}b.json`]);
    assert.ok(reason?.includes(`'a${character}b.json' has the character ${character},`), reason);
  }
});

test("line breaks are refused and named", () => {
  assert.match(refusedByShell(["one\r\ntwo"]) ?? "", /^'one two' has a line break,/);
});
