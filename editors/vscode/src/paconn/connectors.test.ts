import assert from "node:assert/strict";
import test from "node:test";
import { workspace } from "../testing/vscode";
import { connectorsOfWorkspace } from "./connectors";

test("the list of connectors is the same in whatever order they are found", async () => {
  const files = ["c", "a", "d", "b"].map((name) => `file:///git/${name}/apiDefinition.swagger.json`);
  const lists = [files, [...files].reverse()].map(async (found) => {
    workspace.files = found;
    return (await connectorsOfWorkspace(2)).map(({ definition }) => definition?.path);
  });
  for (const list of await Promise.all(lists)) {
    assert.deepEqual(list, ["/git/a/apiDefinition.swagger.json", "/git/b/apiDefinition.swagger.json"]);
  }
});
