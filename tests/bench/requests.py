#!/usr/bin/env python3
"""How long each request takes on one large definition, from a warm state, as a part of what a full analysis takes.

requests.py CONNECTOR_LS [DEFINITION] [RUNS]    without DEFINITION the largest one of the corpus is taken

A full analysis is measured through the same pipe: the whole text is replaced, and the time until its diagnostics are
there counts. Both sides are medians; an answer counts until its last byte is read. Requests are asked at places spread
over the file that have something to tell.
"""
import pathlib
import shutil
import statistics
import sys
import tempfile
import time

import definitions
from client import Server, notification

# What the client can do: all of it, so that answers are as rich as they get.
CAPABILITIES = {
    "workspace": {
        "applyEdit": True,
        "workspaceEdit": {
            "documentChanges": True,
            "changeAnnotationSupport": {},
            "resourceOperations": ["create"],
        },
        "symbol": {},
    },
    "textDocument": {
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}},
            "disabledSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "documentationFormat": ["markdown"],
                "resolveSupport": {"properties": ["documentation"]},
            }
        },
        "definition": {"linkSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "foldingRange": {},
        "formatting": {},
        "hover": {"contentFormat": ["markdown"]},
        "inlayHint": {},
        "publishDiagnostics": {},
        "rename": {"prepareSupport": True},
        "semanticTokens": {
            "requests": {"full": {"delta": True}, "range": True},
            "tokenTypes": ["class", "property", "function", "parameter", "variable", "type", "namespace", "string"],
            "tokenModifiers": ["declaration", "deprecated"],
            "formats": ["relative"],
        },
    },
}


def timed(server, work):
    start = time.perf_counter()
    answer = work()
    return server.arrived - start, answer


def largest():
    folder = definitions.corpus()
    found = definitions.real_definitions(folder) if folder else []
    if not found:
        sys.exit("there are no real connectors here: name a definition")
    return pathlib.Path(found[-1][1])


def requests(text, end):
    """Method and parameters of what is asked."""

    def places(pattern, count):
        return [text.position(at + 1) for at in text.places(pattern, count)]

    uri = text.uri
    document = {"textDocument": {"uri": uri}}
    whole = {"start": {"line": 0, "character": 0}, "end": end}
    references = places(r'"\$ref"\s*:\s*"(#)', 8)
    operations = places(r'"operationId"\s*:\s*"(\w)', 8)
    values = places(r'"type"\s*:\s*"(\w)', 8)
    options = {"tabSize": 2, "insertSpaces": True}
    for method in ("hover", "definition", "documentHighlight", "prepareRename", "completion"):
        for where in references + operations + values:
            yield f"textDocument/{method}", {**document, "position": where}
    for where in references + operations:
        at = {**document, "position": where}
        yield "textDocument/references", {**at, "context": {"includeDeclaration": True}}
        yield "textDocument/codeAction", {
            **document,
            "range": {"start": where, "end": where},
            "context": {"diagnostics": []},
        }
    for where in references[:4] + operations[:4]:
        yield "textDocument/rename", {**document, "position": where, "newName": "RenamedOnce"}
    for where in operations[:4]:
        yield "textDocument/prepareCallHierarchy", {**document, "position": where}
    for where in values[:4]:
        yield "textDocument/signatureHelp", {**document, "position": where}
    yield "textDocument/selectionRange", {**document, "positions": values}
    for method in ("documentSymbol", "foldingRange", "codeLens", "documentLink", "documentColor"):
        yield f"textDocument/{method}", document
    some = {"start": values[2], "end": {"line": values[2]["line"] + 60, "character": 0}}
    for name in ("inlayHint", "semanticTokens/range"):
        yield f"textDocument/{name}", {**document, "range": some}
    yield "textDocument/rangeFormatting", {**document, "range": some, "options": options}
    yield "textDocument/formatting", {**document, "options": options}
    yield "textDocument/semanticTokens/full", document
    yield "textDocument/inlayHint", {**document, "range": whole}
    yield "workspace/symbol", {"query": "get"}
    yield "connector-ls/operations", {"uri": uri}


def main():
    binary = sys.argv[1]
    source = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else largest()
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    with tempfile.TemporaryDirectory() as folder:
        for path in source.parent.iterdir():
            if path.is_file():
                shutil.copy(path, folder)
        text = definitions.Text(pathlib.Path(folder).resolve() / source.name)
        server = Server([binary, "lsp"], text.path.parent, pull=False, capabilities=CAPABILITIES)
        document = {"uri": text.uri, "languageId": "json", "version": 1, "text": text.text}
        server.diagnostics(text.uri, 1, notification("textDocument/didOpen", {"textDocument": document}))
        version, full = 1, []

        def replace():
            document = {"uri": text.uri, "version": version}
            change = {"textDocument": document, "contentChanges": [{"text": text.text}]}
            server.diagnostics(text.uri, version, notification("textDocument/didChange", change))

        for _ in range(runs):
            version += 1
            full.append(timed(server, replace)[0])
        end = {"line": len(text.starts) - 1, "character": 0}
        asked = list(requests(text, end))
        seen, sizes, refused = {}, {}, set()
        for run in range(runs + 1):
            for method, params in asked:
                is_whole = method.endswith("inlayHint") and params["range"]["end"] == end
                name = method + (" (whole file)" if is_whole else "")
                seconds, answer = timed(server, lambda: server.ask(method, params))
                if b'"error"' in answer[:60] + answer[-300:] and b"-32601" in answer:
                    refused.add(name)
                # The first round warms up.
                elif run > 0:
                    seen.setdefault(name, []).append(seconds)
                    sizes[name] = max(sizes.get(name, 0), len(answer))
    whole = statistics.median(full)
    print(f"{len(text.text.encode()) / 1e6:.2f} MB; a full analysis takes {whole * 1000:.1f} ms (median of {runs})")
    print(f"{'request':42} {'median ms':>10} {'slowest ms':>11} {'answer KB':>10} {'median / full':>14}")
    for name, times in seen.items():
        middle = statistics.median(times)
        milliseconds = f"{middle * 1000:10.2f} {max(times) * 1000:11.2f}"
        print(f"{name:42} {milliseconds} {sizes[name] / 1000:10.1f} {middle / whole:14.3f}")
    for name in sorted(refused):
        print(f"{name:42} is not answered")


if __name__ == "__main__":
    main()
