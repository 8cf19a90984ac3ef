// Which connector each open page is about, kept over a reload of the window.

import type * as vscode from "vscode";
import type { Subject } from "./panels";

/**
 * Subjects by the title of their tab. The page cannot keep the connector's URI, since the state is the page's own; the
 * title is kept with the tab. Pages come back one by one, a hidden one perhaps never: what is remembered of the others
 * stays until they are closed.
 */
export class Memory {
  private readonly subjects: Map<string, Subject>;

  constructor(
    private readonly state: Pick<vscode.Memento, "get" | "update">,
    private readonly key: string,
  ) {
    this.subjects = new Map(state.get<[string, Subject][]>(key, []));
  }

  of(title: string): Subject | undefined {
    return this.subjects.get(title);
  }

  keep(title: string, subject: Subject): void {
    this.subjects.set(title, subject);
    this.write();
  }

  drop(title: string): void {
    if (this.subjects.delete(title)) {
      this.write();
    }
  }

  private write(): void {
    void this.state.update(this.key, [...this.subjects]);
  }
}
