#!/usr/bin/env python3
"""How long each request takes on one large definition, from a warm state, as a part of what a full analysis takes.

requests.py CONNECTOR_LS [DEFINITION] [RUNS]    without DEFINITION the largest one of the corpus is taken

A full analysis is measured through the same pipe: the whole text is replaced, and the time until its diagnostics are
there counts. Both sides are medians; an answer counts until its last byte is read. Requests are asked at places spread
over the file that have something to tell.
"""
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# What the client can do: all of it, so that answers are as rich as they get.
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-8"]},
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


class Server:
    """A session, read as bytes: decoding JSON would take longer than many answers."""

    def __init__(self, binary, root):
        self.process = subprocess.Popen([binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0
        self.capabilities = json.loads(
            self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": CAPABILITIES})
        )["result"]["capabilities"]
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        size = 0
        while (line := self.process.stdout.readline().strip()) != b"":
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        if size == 0:
            sys.exit("the server has ended")
        return self.process.stdout.read(size)

    def tell(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params):
        self.last += 1
        self.send({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params})
        wanted = re.compile(rb'"id":%d[,}]' % self.last)
        while True:
            body = self.read()
            if not body.startswith(b'{"jsonrpc":"2.0","method"') and wanted.search(body[:200] + body[-200:]):
                return body

    def diagnostics(self, version):
        wanted = re.compile(rb'"version":%d[,}]' % version)
        while True:
            body = self.read()
            if b"publishDiagnostics" in body[:200] + body[-200:] and wanted.search(body):
                return


def timed(work):
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def position(text, offset):
    line = text.count("\n", 0, offset)
    column = len(text[text.rfind("\n", 0, offset) + 1 : offset].encode())
    return {"line": line, "character": column}


def places(text, pattern, count):
    """Positions of `count` occurrences of a pattern's first group, spread over the file."""
    found = [match.start(1) + 1 for match in re.finditer(pattern, text)]
    step = max(1, len(found) // count)
    return [position(text, offset) for offset in found[::step][:count]]


def largest():
    beside = pathlib.Path(__file__).resolve().parents[3] / "shared" / "corpus"
    folder = pathlib.Path(os.environ.get("CONNECTOR_CORPUS", beside))
    found = [path for path in folder.rglob("*.json") if path.name.lower().startswith("apidefinition")]
    if not found:
        sys.exit(f"no definitions in {folder}: name one")
    return max(found, key=lambda path: path.stat().st_size)


def requests(uri, text, end):
    """Name, method and parameters of what is asked."""
    document = {"textDocument": {"uri": uri}}
    whole = {"start": {"line": 0, "character": 0}, "end": end}
    references = places(text, r'"\$ref"\s*:\s*"(#)', 8)
    operations = places(text, r'"operationId"\s*:\s*"(\w)', 8)
    values = places(text, r'"type"\s*:\s*"(\w)', 8)
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
        file = pathlib.Path(folder) / source.name
        text = file.read_text(encoding="utf-8-sig")
        uri = file.as_uri()
        server = Server(binary, pathlib.Path(folder).as_uri())
        document = {"uri": uri, "languageId": "json", "version": 1, "text": text}
        server.tell("textDocument/didOpen", {"textDocument": document})
        server.diagnostics(1)
        version, full = 1, []

        def replace():
            change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
            server.tell("textDocument/didChange", change)
            server.diagnostics(version)

        for _ in range(runs):
            version += 1
            full.append(timed(replace)[0])
        end = {"line": text.count("\n"), "character": 0}
        asked = list(requests(uri, text, end))
        seen, sizes, refused = {}, {}, set()
        for run in range(runs + 1):
            for method, params in asked:
                name = method + (" (whole file)" if method.endswith("inlayHint") and params["range"]["end"] == end else "")
                seconds, answer = timed(lambda: server.ask(method, params))
                if b'"error"' in answer[:60] + answer[-300:] and b"-32601" in answer:
                    refused.add(name)
                # The first round warms up.
                elif run > 0:
                    seen.setdefault(name, []).append(seconds)
                    sizes[name] = max(sizes.get(name, 0), len(answer))
    whole = statistics.median(full)
    print(f"{len(text.encode()) / 1e6:.2f} MB; a full analysis takes {whole * 1000:.1f} ms (median of {runs})")
    print(f"{'request':42} {'median ms':>10} {'slowest ms':>11} {'answer KB':>10} {'median / full':>14}")
    for name, times in seen.items():
        middle = statistics.median(times)
        print(f"{name:42} {middle * 1000:10.2f} {max(times) * 1000:11.2f} {sizes[name] / 1000:10.1f} {middle / whole:14.3f}")
    for name in sorted(refused):
        print(f"{name:42} is not answered")


if __name__ == "__main__":
    main()
