"""The published schema of the configuration file accepts and refuses what `connector-ls check` does.

The binary is named by CONNECTOR_LS.
"""

import json
import os
import pathlib
import re
import subprocess

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("CONNECTOR_LS", ROOT / "target" / "debug" / "connector-ls")).resolve()
SCHEMA = json.loads((ROOT / "server" / "docs" / "configuration.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def test_it_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].endswith("/server/docs/configuration.schema.json")


def remarks(folder, configuration):
    """What the binary says about a configuration file beside a connector."""
    (folder / ".git").mkdir()
    (folder / "apiDefinition.swagger.json").write_text('{ "swagger": "2.0" }')
    (folder / "connector-ls.json").write_text(json.dumps(configuration))
    # A part of what the file applies to is checked, so that nothing is said about entries that cover nothing.
    command = [BINARY, "check", "--format", "json", "apiDefinition.swagger.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return [line for line in done.stderr.splitlines() if "connector-ls.json:" in line]


GOOD = [
    {},
    {"$schema": SCHEMA["$id"]},
    *({"profile": profile} for profile in ("auto", "custom", "certified", "independent")),
    *({"rules": {"json/syntax": severity}} for severity in ("off", "error", "warning", "info", "hint")),
    {"rules": {"**": "off", "versioning/*": "error", "change/*": "hint", "*/unknown-*": "info"}},
    {"rules": {"change/operation-removed": "warning"}},
    {"baseline": None},
    {"ignore": [], "acknowledge": [], "rules": {}},
    {"ignore": [{"rule": "path/empty"}, {"rule": "change/title-changed", "pointer": "/info/title"}]},
    {"ignore": [{"rule": "json/*", "pointer": "", "file": "crm/*.json", "reason": "Known."}]},
    {"acknowledge": [{"change": "change/output-field-removed", "operation": "GetItems", "reason": "Unused."}]},
    {"acknowledge": [{"change": "change/*"}]},
]
BAD = [
    [],
    "custom",
    {"rulse": {}},
    {"profile": "gold"},
    {"profile": None},
    {"baseline": ""},
    {"baseline": " "},
    {"baseline": 3},
    {"rules": []},
    {"rules": {"json/sintax": "off"}},
    {"rules": {"json/syntax": "fatal"}},
    {"rules": {"json/syntax": True}},
    {"rules": {"json/*": None}},
    {"ignore": {}},
    {"ignore": ["path/empty"]},
    {"ignore": [{}]},
    {"ignore": [{"rule": ""}]},
    {"ignore": [{"rule": "path/emty"}]},
    {"ignore": [{"rule": ["path/empty"]}]},
    {"ignore": [{"rule": "path/empty", "pointer": "paths"}]},
    {"ignore": [{"rule": "path/empty", "pointer": 1}]},
    {"ignore": [{"rule": "path/empty", "files": "x"}]},
    {"ignore": [{"rule": "path/empty", "reason": 1}]},
    {"acknowledge": {"change": "change/*"}},
    {"acknowledge": [{"operation": "GetItems"}]},
    {"acknowledge": [{"change": "path/empty"}]},
    {"acknowledge": [{"change": "change/*", "operation": 1}]},
]


@pytest.mark.parametrize("configuration", GOOD, ids=json.dumps)
def test_what_is_understood_is_valid(tmp_path, configuration):
    assert [error.message for error in VALIDATOR.iter_errors(configuration)] == []
    assert remarks(tmp_path, configuration) == []


@pytest.mark.parametrize("configuration", BAD, ids=json.dumps)
def test_what_has_no_effect_is_not_valid(tmp_path, configuration):
    assert not VALIDATOR.is_valid(configuration)
    assert len(remarks(tmp_path, configuration)) == 1


def test_the_example_of_the_readme_is_valid(tmp_path):
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = [block for block in re.findall(r"```jsonc\n(.*?)```", readme, re.S) if '"profile"' in block]
    assert len(blocks) == 1
    configuration = json.loads(re.sub(r"\s//.*", "", blocks[0]))
    assert VALIDATOR.is_valid(configuration)
    # There is no repository to compare with; that is another matter.
    del configuration["baseline"]
    assert remarks(tmp_path, configuration) == []


def test_every_rule_is_named():
    done = subprocess.run([BINARY, "rules", "--format", "json"], capture_output=True, text=True, check=True)
    described = SCHEMA["properties"]["rules"]["properties"]
    for rule in json.loads(done.stdout):
        assert described[rule["code"]]["description"].startswith(rule["summary"])
        assert f"{rule['group']}/*" in described
