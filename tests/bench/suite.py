#!/usr/bin/env python3
"""Measures everything and prints one table. `tests/bench/run` builds what this needs and calls it.

suite.py BINARY LIMITS PEERS NODE --schema FILE [--markdown FILE] [--quick] [--only PART]
"""
import argparse
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

import checking
import definitions
import keystrokes
import memory
import opening
import process
import table
from client import Server

PARTS = {
    "strings": keystrokes.in_strings,
    "structure": keystrokes.structure,
    "questions": keystrokes.questions,
    "open": opening.first_diagnostics,
    "check": checking.all_connectors,
    "linters": checking.linters,
    "diff": checking.comparison,
    "memory": memory.largest_open,
    "edits": memory.many_edits,
    "openings": memory.many_openings,
    "idle": opening.idle,
    "start": opening.start,
}


class Suite:
    """What is measured, on what, and how often."""

    def __init__(self, arguments, place):
        self.binary, self.limits = arguments.binary, arguments.limits
        self.peers, self.node, self.place = arguments.peers, arguments.node, place
        self.schema = arguments.schema
        self.rounds, self.lint_runs, self.edits, self.openings = (
            (4, 1, 1_000, 50) if arguments.quick else (12, 3, 10_000, 500)
        )
        self.notes = []
        self.definitions = definitions.of_three_sizes(place)
        self.connectors = definitions.corpus() or checking.make_connectors(place)

    def note(self, text):
        self.notes.append(text)

    def ours(self, folder, pull=True):
        return Server([self.binary, "lsp"], folder, pull)

    def json_server(self, folder, pull=True):
        """The JSON server of VS Code: a form of it that answers pulls, or the one that only pushes."""
        name = "vscode-json-language-server" if pull else "vscode-json-languageserver"
        server = Server(
            [self.node, f"{self.peers}/node_modules/.bin/{name}", "--stdio"],
            folder,
            pull,
            {"handledSchemaProtocols": ["file"], "provideFormatter": False},
        )
        # A list for parameters would be taken for several: the list of schemas stands in one.
        schemas = [{"fileMatch": ["*.json"], "uri": pathlib.Path(self.schema).as_uri()}]
        server.tell("json/schemaAssociations", [schemas])
        return server

    def times(self, library, path):
        """Seconds of the first parse of a process, and the median of further ones."""
        command = [self.limits, "times", library, "15", str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [int(figure) / 1e9 for figure in said.split()]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("binary", "limits", "peers", "node"):
        parser.add_argument(name)
    parser.add_argument("--schema", required=True)
    parser.add_argument("--markdown")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", choices=PARTS)
    return parser.parse_args()


def main():
    chosen = arguments()
    before = process.load()
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(chosen, pathlib.Path(folder).resolve())
        rows = []
        for name in chosen.only or PARTS:
            print(f"measuring: {name}", file=sys.stderr, flush=True)
            rows += PARTS[name](suite)
        sizes = ", ".join(f"{path.stat().st_size:,} bytes" for path in suite.definitions.values())
        schema_text = pathlib.Path(suite.schema).read_text(encoding="utf-8")
    schema = json.loads(schema_text).get("title", "without a title").rstrip(".")
    busy = "" if before < 0.5 else " It was busy: what is said of CPU counts more than what is said of time."
    real = "real connectors" if definitions.corpus() else "made definitions, since there are no real connectors"
    about = [
        f"{datetime.date.today()}; {process.machine()}.",
        f"On {real}; the three files have {sizes}.",
        f"VS Code's JSON server checks by '{schema}' ({len(schema_text):,} bytes).",
        f"Before the run {before:.1f} processes wanted a core, on average of a minute.{busy}",
        *suite.notes,
    ]
    unmet = [row.what for row in rows if row.met is False]
    about.append("Every reach is met." if not unmet else f"Not met: {'; '.join(unmet)}.")
    print(table.plain(rows))
    print("\n" + "\n".join(about))
    if chosen.markdown:
        text = table.markdown(rows) + "\n\n" + "\n".join(f"- {line}" for line in about)
        table.put(pathlib.Path(chosen.markdown), "table", text)


if __name__ == "__main__":
    main()
