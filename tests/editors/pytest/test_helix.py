"""editors/helix/languages.toml: that it is TOML, and that the server does with it what its comments say."""

import asyncio
import fnmatch
import os
import pathlib
import tomllib

import pytest
import pytest_lsp
from client import make_client
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parents[3]
SERVER = os.environ.get("CONNECTOR_LS", str(ROOT / "target" / "debug" / "connector-ls"))
LANGUAGES = tomllib.loads((ROOT / "editors" / "helix" / "languages.toml").read_text(encoding="utf-8"))
OURS = LANGUAGES["language-server"]["connector-ls"]
PATIENCE = 60


def test_is_started_where_a_connector_is():
    (json,) = LANGUAGES["language"]
    assert json["name"] == "json"
    assert json["language-servers"][0] == "connector-ls"
    assert OURS["command"] == "connector-ls"
    for connector in (ROOT / "tests" / "connectors").iterdir():
        folder = connector / "Connectors" if connector.name == "solution-export" else connector
        if folder.is_dir():
            names = [path.name for path in folder.iterdir()]
            patterns = OURS["required-root-patterns"]
            assert any(fnmatch.fnmatchcase(name, pattern) for name in names for pattern in patterns), folder
            # Where the names are the usual ones, the folder is a root of its own.
            assert connector.name == "solution-export" or set(names) & set(json["roots"]), folder


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[SERVER, *OURS["args"]], client_factory=make_client)
)
async def client(lsp_client: LanguageClient, tmp_path):
    # Helix sends `config` as the initialization options.
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code@1.65.2"),
            initialization_options=OURS["config"],
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="connector")],
        )
    )
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_syntax_errors_are_the_other_servers(client: LanguageClient, tmp_path):
    text = '{\n  "swagger": "2.0"\n  "info": { "title": 1, "version": "1.0" },\n  "paths": {}\n}\n'
    uri = (tmp_path / "apiDefinition.swagger.json").as_uri()
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri=uri, language_id="json", version=1, text=text))
    )
    async with asyncio.timeout(PATIENCE):
        while not client.diagnostics.get(uri):
            await asyncio.sleep(0.05)
    codes = [item.code for item in client.diagnostics[uri]]
    assert "swagger/wrong-json-type" in codes
    assert "json/syntax" not in codes
