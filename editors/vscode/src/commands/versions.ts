// Whether the documents are still those that an edit was made for.

import type { WorkspaceEdit } from "vscode-languageclient";

/**
 * Whether a document has changed since the edit was made, or is not open any more: the edit's ranges would hit something
 * else. `versionOf` has the version of an open document. An edit without versions, or of a file that was not open, is
 * one of what is saved.
 */
export function isOvertaken(edit: WorkspaceEdit, versionOf: (uri: string) => number | undefined): boolean {
  return (edit.documentChanges ?? []).some((change) => {
    if (!("textDocument" in change)) {
      return false;
    }
    const { uri, version } = change.textDocument;
    return version !== null && versionOf(uri) !== version;
  });
}
