"""The shared scenario over plain LSP: a peer's client, with a text history of its own.

The program under test is the one that CONNECTOR_LS names, else the debug build. `UPDATE_EXPECTED=1` writes
`../scenario/expected` anew; whoever does that reads what has changed.
"""

import asyncio
import json
import os
import pathlib
import subprocess

import pytest
import pytest_lsp
from client import make_client
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parents[3]
SCENARIO = ROOT / "tests" / "editors" / "scenario"
EXPECTED = SCENARIO / "expected"
SERVER = os.environ.get("CONNECTOR_LS", str(ROOT / "target" / "debug" / "connector-ls"))
STEPS = json.loads((SCENARIO / "steps.json").read_text(encoding="utf-8"))["steps"]
PATIENCE = 60
CURSOR = "$0"
# One to whom diagnostics are published, in UTF-16, and one that asks for them, in UTF-8.
EDITORS = ["visual-studio-code@1.65.2", "neovim@0.11.0"]


class Buffer:
    """An open file as an editor holds it: its text, its version, and what undo goes back to."""

    def __init__(self, client: LanguageClient, encoding: str, path: pathlib.Path):
        self.client, self.encoding, self.path = client, encoding, path
        self.text = path.read_bytes().decode()
        self.version = 1
        self.history: list[str] = []
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                types.TextDocumentItem(uri=self.uri, language_id="json", version=1, text=self.text)
            )
        )

    @property
    def uri(self) -> str:
        return self.path.as_uri()

    def units(self, text: str) -> int:
        """How many columns a text takes."""
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode())
        return len(text.encode("utf-16-le")) // 2

    def position(self, offset: int) -> types.Position:
        start = self.text.rfind("\n", 0, offset) + 1
        return types.Position(self.text.count("\n", 0, offset), self.units(self.text[start:offset]))

    def offset(self, position: types.Position) -> int:
        start = 0
        for _ in range(position.line):
            start = self.text.index("\n", start) + 1
        offset = start
        while self.units(self.text[start:offset]) < position.character:
            offset += 1
        return offset

    def place(self, at: str) -> int:
        """The offset that a text with a cursor in it stands for. The text is there exactly once."""
        before, after = at.split(CURSOR)
        assert self.text.count(before + after) == 1, f"{before + after!r} is not in {self.path.name} once"
        return self.text.index(before + after) + len(before)

    def apply(self, edits: list[tuple[int, int, str]]):
        """Replaces ranges of offsets, as one step of the history. The server hears of each range, the last first."""
        self.history.append(self.text)
        changes = []
        for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
            place = types.Range(self.position(start), self.position(end))
            changes.append(types.TextDocumentContentChangePartial(range=place, text=new))
            self.text = self.text[:start] + new + self.text[end:]
        self.tell(changes)

    def undo(self):
        self.text = self.history.pop()
        self.tell([types.TextDocumentContentChangeWholeDocument(text=self.text)])

    def tell(self, changes):
        self.version += 1
        identifier = types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))


class Player:
    """Plays the steps, each by the method that is called like it."""

    def __init__(self, client: LanguageClient, server: types.ServerCapabilities, folder: pathlib.Path):
        self.client, self.server, self.folder = client, server, folder
        self.buffers: dict[str, Buffer] = {}
        # The texts before each step.
        self.before: list[dict[str, str]] = []

    def buffer(self, file: str) -> Buffer:
        if file not in self.buffers:
            encoding = self.server.position_encoding or types.PositionEncodingKind.Utf16
            self.buffers[file] = Buffer(self.client, encoding, self.folder / file)
        return self.buffers[file]

    def of_uri(self, uri: str) -> Buffer:
        name = uri.rsplit("/", 1)[1]
        assert (self.folder / name).as_uri() == uri
        return self.buffer(name)

    def pointed(self, step) -> tuple[Buffer, types.TextDocumentIdentifier, types.Position]:
        buffer = self.buffer(step["file"])
        return buffer, types.TextDocumentIdentifier(buffer.uri), buffer.position(buffer.place(step["at"]))

    async def play(self, step):
        self.before.append({file: buffer.text for file, buffer in self.buffers.items()})
        await getattr(self, step["do"])(step)
        for check in step.get("then", []):
            text = self.buffer(check["file"]).text
            if "has" in check:
                assert check["has"] in text, check
            if "lacks" in check:
                assert check["lacks"] not in text, check

    async def open(self, step):
        self.buffer(step["file"])

    async def see(self, step):
        buffer, _, position = self.pointed(step)
        await self.until(
            buffer,
            lambda found: any(item.code == step["code"] and item.range.start == position for item in found),
        )

    async def miss(self, step):
        await self.until(
            self.buffer(step["file"]), lambda found: all(item.code != step["code"] for item in found)
        )

    async def until(self, buffer: Buffer, is_as_wanted):
        """Waits until the diagnostics of the text as it is are as wanted: the published state is read meanwhile."""
        found = []
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    found = await self.diagnostics(buffer)
                    if found is not None and is_as_wanted(found):
                        return
                    await asyncio.sleep(0.05)
        except TimeoutError:
            pytest.fail(f"{buffer.path.name} has {[(item.code, item.range.start) for item in found or []]}")

    async def diagnostics(self, buffer: Buffer):
        if self.server.diagnostic_provider is None:
            # The client keeps the last published ones, whatever version they are of.
            return self.client.diagnostics.get(buffer.uri)
        document = types.TextDocumentIdentifier(buffer.uri)
        report = await self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
        return report.items

    async def act(self, step):
        _, document, position = self.pointed(step)
        place = types.Range(position, position)
        diagnostics = [
            item
            for item in await self.diagnostics(self.buffer(step["file"])) or []
            if item.range.start <= position <= item.range.end
        ]
        context = types.CodeActionContext(diagnostics=diagnostics, only=[step["kind"]])
        offered = await self.client.text_document_code_action_async(
            types.CodeActionParams(document, place, context)
        )
        titles = [action.title for action in offered]
        assert titles.count(step["title"]) == 1, titles
        action = offered[titles.index(step["title"])]
        assert action.kind == step["kind"]
        if action.edit is None:
            action = await self.client.code_action_resolve_async(action)
        self.apply(action.edit)

    def apply(self, edit: types.WorkspaceEdit):
        changed = [(uri, edits) for uri, edits in (edit.changes or {}).items()]
        for change in edit.document_changes or []:
            assert change.text_document.version in (None, self.of_uri(change.text_document.uri).version)
            changed.append((change.text_document.uri, change.edits))
        assert changed
        for uri, edits in changed:
            buffer = self.of_uri(uri)
            buffer.apply(
                [(buffer.offset(each.range.start), buffer.offset(each.range.end), each.new_text) for each in edits]
            )

    async def edit(self, step):
        buffer = self.buffer(step["file"])
        start = buffer.place(CURSOR + step["replace"])
        buffer.apply([(start, start + len(step["replace"]), step["with"])])

    async def complete(self, step):
        buffer = self.buffer(step["file"])
        at = buffer.place(step["at"])
        buffer.apply([(at, at, step["type"])])
        at += len(step["type"])
        answer = await self.client.text_document_completion_async(
            types.CompletionParams(types.TextDocumentIdentifier(buffer.uri), buffer.position(at))
        )
        items = getattr(answer, "items", answer)
        labels = [item.label for item in items]
        assert labels.count(step["accept"]) == 1, labels
        edit = items[labels.index(step["accept"])].text_edit
        place = getattr(edit, "range", None) or edit.replace
        buffer.apply([(buffer.offset(place.start), buffer.offset(place.end), edit.new_text)])

    async def go(self, step):
        _, document, position = self.pointed(step)
        found = await self.client.text_document_definition_async(types.DefinitionParams(document, position))
        assert len(found) == 1
        uri = getattr(found[0], "uri", None) or found[0].target_uri
        place = getattr(found[0], "range", None) or found[0].target_selection_range
        buffer, _, wanted = self.pointed(step["to"])
        assert (uri, place.start) == (buffer.uri, wanted)

    async def rename(self, step):
        _, document, position = self.pointed(step)
        self.apply(await self.client.text_document_rename_async(types.RenameParams(document, position, step["to"])))

    async def undo(self, step):
        for file in step["files"]:
            self.buffer(file).undo()
        assert {file: buffer.text for file, buffer in self.buffers.items()} == self.before[-2]

    async def save(self, _):
        for buffer in self.buffers.values():
            buffer.path.write_bytes(buffer.text.encode())


def files(folder: pathlib.Path) -> dict[str, bytes]:
    """The files of a folder by name, without those of Git."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest_lsp.fixture(
    params=EDITORS,
    config=ClientServerConfig(server_command=[SERVER, "lsp", "--stdio"], client_factory=make_client),
)
async def client(request, lsp_client: LanguageClient, tmp_path):
    subprocess.run([SCENARIO / "make.sh", tmp_path], check=True)
    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="rooms")],
        )
    )
    lsp_client.player = Player(lsp_client, result.capabilities, tmp_path)
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_scenario(client: LanguageClient, tmp_path):
    for number, step in enumerate(STEPS, 1):
        print(f"{number}. {step['name']}")
        await client.player.play(step)
    saved = files(tmp_path)
    if os.environ.get("UPDATE_EXPECTED"):
        EXPECTED.mkdir(exist_ok=True)
        for name, content in saved.items():
            (EXPECTED / name).write_bytes(content)
    assert saved == files(EXPECTED)


def test_what_is_published_stays():
    """The scenario breaks GetBooking and keeps it: it and what it answers are in the result as they were published."""
    published, expected = (
        (SCENARIO / state / "apiDefinition.swagger.json").read_text(encoding="utf-8")
        for state in ("published", "expected")
    )
    for begin, end in [('    "/bookings/{bookingId}": {\n', "\n    }"), ('    "BookingDetails": {\n', "\n    },\n")]:
        part = published[published.index(begin) :]
        assert part[: part.index(end)] + end in expected
