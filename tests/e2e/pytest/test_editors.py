"""A peer's client drives the server: pytest-lsp, with the capabilities of real editors.

The program under test is the one that CONNECTOR_LS names, else the debug build.
"""

import asyncio
import os
import pathlib
import shutil

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

ROOT = pathlib.Path(__file__).resolve().parents[3]
SERVER = os.environ.get("CONNECTOR_LS", str(ROOT / "target" / "debug" / "connector-ls"))
DEFINITION = "apiDefinition.swagger.json"
PATIENCE = 30
# Editors that wait for diagnostics, and editors that ask for them.
PUBLISHED_TO = ["visual-studio-code@1.65.2", "emacs@29.1", "neovim@0.9.1"]
ASKING = ["neovim@0.11.0"]


@pytest.fixture
def connector(tmp_path):
    """A sample connector with mistakes, in a folder of its own."""
    folder = tmp_path / "clumsy-crm"
    shutil.copytree(ROOT / "tests" / "connectors" / "clumsy-crm", folder)
    return folder


def make_client() -> LanguageClient:
    """A client that takes registrations, as the editors do whose capabilities it has."""
    client = make_test_lsp_client()
    client.registered = []

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        client.registered += [registration.method for registration in params.registrations]

    return client


@pytest_lsp.fixture(
    params=PUBLISHED_TO + ASKING,
    config=ClientServerConfig(server_command=[SERVER, "lsp", "--stdio"], client_factory=make_client),
)
async def client(request, lsp_client: LanguageClient, connector):
    lsp_client.editor = request.param
    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(uri=connector.as_uri(), name="clumsy-crm")],
        )
    )
    lsp_client.server = result.capabilities
    yield
    await lsp_client.shutdown_session()


async def diagnostics(client, uri, version):
    """The diagnostics of this version, however this editor gets them."""
    if client.editor in ASKING:
        report = await client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(text_document=types.TextDocumentIdentifier(uri=uri))
        )
        assert report.kind == "full"
        return report.items
    # Nothing has been awaited since the notification went out, so its answer cannot be missed.
    async with asyncio.timeout(PATIENCE):
        while True:
            published = await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            if published.uri == uri and published.version == version:
                return published.diagnostics


@pytest.mark.asyncio
async def test_opened_and_changed(client: LanguageClient, connector):
    uri = (connector / DEFINITION).as_uri()
    text = (connector / DEFINITION).read_bytes().decode()
    asking = client.editor in ASKING
    assert (client.server.diagnostic_provider is not None) == asking
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri=uri, language_id="json", version=1, text=text)
        )
    )
    before = await diagnostics(client, uri, 1)
    twice = [item for item in before if item.code == "operation/id-not-unique"]
    assert len(twice) == 1
    assert twice[0].source == "connector-ls"
    assert twice[0].severity == types.DiagnosticSeverity.Error
    lines = text.split("\r\n")
    assert "GetContact" in lines[twice[0].range.start.line]

    # Type a digit at the end of the second "GetContact": now it is another name.
    place = twice[0].range.end
    if lines[place.line][place.character - 1] == '"':
        place = types.Position(line=place.line, character=place.character - 1)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            [types.TextDocumentContentChangePartial(range=types.Range(start=place, end=place), text="2")],
        )
    )
    after = await diagnostics(client, uri, 2)
    assert "operation/id-not-unique" not in [item.code for item in after]
    assert len(after) < len(before)

    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri=uri)))
    if not asking:
        assert not await diagnostics(client, uri, None)


@pytest.mark.asyncio
@pytest.mark.parametrize("client", ASKING, indirect=True)
async def test_workspace(client: LanguageClient, connector):
    report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    found = {item.uri: len(item.items) for item in report.items}
    assert found[(connector / DEFINITION).as_uri()] > 20
    assert found[(connector / "apiProperties.json").as_uri()] > 0
