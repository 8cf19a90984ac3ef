"""The real paconn from PyPI against the stand-in, by the command lines that the extension for VS Code builds.

`command_lines.json` is the table of both sides: editors/vscode/src/paconn/commandLine.test.ts proves that the extension
builds its lines, these tests that paconn takes them. paconn runs on a terminal, since it asks before it overwrites.
"""

import errno
import json
import os
import pty
import re
import select
import shutil
import subprocess
from pathlib import Path

import pytest
import stand_in

HERE = Path(__file__).parent
CONNECTOR = HERE.parent.parent / "connectors" / "clumsy-crm"
ROWS = json.loads((HERE / "command_lines.json").read_text(encoding="utf-8"))
PACONN_ROWS = [row for row in ROWS if row["tool"] == "paconn" and not row.get("anew")]
(ANEW,) = [row for row in ROWS if row.get("anew")]
NAME = "shared_fabrikam-20crm-5f2d7c1a9be04c8f10"
GENEROUS = 120


@pytest.fixture(scope="session")
def paconn():
    found = subprocess.run([HERE.parent / "tools", "paconn"], stdout=subprocess.PIPE, text=True, check=True)
    return found.stdout.strip()


@pytest.fixture
def service(tmp_path):
    stand_in.sign_in(tmp_path / "home")
    with stand_in.StandIn() as running:
        yield running


@pytest.fixture
def folder(tmp_path, service):
    """A copy of a connector with mistakes, whose settings.json leads to the stand-in."""
    place = tmp_path / "connector"
    shutil.copytree(CONNECTOR, place)
    stand_in.lead_here(place, service.url)
    return place


def repaired(folder):
    """Without what the stand-in objects to."""
    path = folder / "apiDefinition.swagger.json"
    definition = json.loads(path.read_text(encoding="utf-8"))
    for operations in definition["paths"].values():
        for operation in operations.values():
            operation["summary"] = operation.get("summary", "Change a contact")
            operation["responses"].get("default", {}).pop("schema", None)
            for parameter in operation.get("parameters", []):
                if parameter.get("in") == "path":
                    parameter["x-ms-url-encoding"] = "single"
    definition.setdefault("x-ms-connector-metadata", [{"propertyName": "Website", "propertyValue": "https://fabrikam.com"}])
    path.write_text(json.dumps(definition, indent=2), encoding="utf-8")
    return definition


def environment(folder):
    kept = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    return kept | {"HOME": str(folder.parent / "home"), "NO_PROXY": "127.0.0.1", "PYTHONUNBUFFERED": "1"}


def run(paconn, arguments, folder, answers=()):
    """Runs paconn on a terminal; each of `answers` is typed when it has asked. Exit code and what it showed."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [paconn, *arguments], cwd=folder, env=environment(folder), stdin=its, stdout=its, stderr=its
    )
    os.close(its)
    shown, asked, answers = b"", 0, list(answers)
    while True:
        ready, _, _ = select.select([ours], [], [], GENEROUS)
        assert ready, f"paconn waits: {shown.decode()}"
        try:
            part = os.read(ours, 65536)
        except OSError as problem:  # the other side of a terminal is closed
            assert problem.errno == errno.EIO
            break
        if not part:
            break
        shown += part
        while len(re.findall(rb"\(y/n\)|\[Default choice\(\d+\)\]", shown)) > asked and answers:
            asked += 1
            os.write(ours, answers.pop(0).encode() + b"\n")
    os.close(ours)
    return process.wait(GENEROUS), re.sub(r"\x1b\[\d*m|\r", "", shown.decode())


def piped(paconn, arguments, folder):
    """Runs paconn without a terminal, as the extension does for validate, since nothing is asked there."""
    ended = subprocess.run(
        [paconn, *arguments], cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return ended.returncode, ended.stdout.decode() + ended.stderr.decode()


def made(row, url):
    return [argument.replace("{url}", url) for argument in row["arguments"]]


def asked_for(service, verb, ending):
    return [one for one in service.requests if one["verb"] == verb and one["path"].endswith(ending)]


@pytest.mark.parametrize("row", PACONN_ROWS, ids=lambda row: row["about"])
def test_paconn_takes_each_command_line_of_the_extension(row, paconn, service, folder):
    definition = repaired(folder)
    service.publish(NAME, {"iconBrandColor": "#123456", "capabilities": [], "openApiDefinition": {"swagger": "2.0"}})
    if "--settings" not in row["arguments"]:
        (folder / "settings.json").unlink()
    code, shown = run(paconn, made(row, service.url), folder, ["y", "y"])
    assert code == 0, shown
    ending = {
        "login": "Login successful.",
        "validate": "Swagger certification succeeded.",
        "create": f"{stand_in.CREATED} created successfully.",
        "update": f"{NAME} updated successfully.",
        "download": f"The connector is downloaded to {folder}.",
    }
    assert shown.rstrip().endswith(ending[row["step"]])
    if row["step"] == "validate":
        (request,) = asked_for(service, "POST", "/validateApiSwagger")
        assert request["body"] == definition
        assert request["query"] == {"api-version": ["2016-11-01"], "enableConnectorCertificationRules": ["true"]}
    elif row["step"] == "create":
        (request,) = asked_for(service, "POST", "/apis")
        assert request["body"]["properties"]["openApiDefinition"] == definition
        assert json.loads((folder / "settings.json").read_text())["connectorId"] == stand_in.CREATED
    elif row["step"] == "update":
        (request,) = asked_for(service, "PATCH", f"/apis/{NAME}")
        assert request["body"]["properties"]["openApiDefinition"] == definition
        assert request["query"]["$filter"] == [f"environment eq '{stand_in.ENVIRONMENT}'"]
    elif row["step"] == "download":
        assert json.loads((folder / "apiDefinition.swagger.json").read_text()) == {"swagger": "2.0"}
        assert json.loads((folder / "apiProperties.json").read_text())["properties"]["iconBrandColor"] == "#123456"


def test_paconn_asks_on_its_terminal_for_what_settings_lack(paconn, service, folder):
    service.publish(NAME, {"displayName": "Fabrikam CRM", "openApiDefinition": {"swagger": "2.0"}})
    path = folder / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    del settings["environment"], settings["connectorId"]
    path.write_text(json.dumps(settings), encoding="utf-8")
    code, shown = run(paconn, ["download", "--settings", "settings.json", "--dest", "."], folder, ["1", "1", "y"])
    assert code == 0, shown
    assert "Connector selected: Fabrikam CRM - Stand-in" in shown
    assert json.loads(path.read_text(encoding="utf-8"))["environment"] == stand_in.ENVIRONMENT


def test_signing_in_anew_does_not_stop_at_the_token_there_is(paconn, service, folder):
    """It goes on to the address for signing in, which paconn's library refuses, since it is not https."""
    path = folder / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(settings | {"authorityUrl": service.url}), encoding="utf-8")
    code, shown = run(paconn, ANEW["arguments"], folder)
    assert code == 1
    assert "Login successful" not in shown
    assert "https" in shown


def test_errors_come_as_one_json_string(paconn, service, folder):
    code, shown = piped(paconn, ["validate", "--settings", "settings.json"], folder)
    assert code == 1
    answer, rest = json.JSONDecoder().raw_decode(shown)
    assert answer["error"]["code"] == "SwaggerCertificationFailedWithErrors"
    lines = answer["error"]["message"].split("\r\n")
    assert lines[0].endswith("errors: Error : paths/~1contacts~1{contactId}/patch : The 'summary' property is required.")
    assert shown[rest:].lstrip().startswith("ERROR: 400 Client Error: Bad Request for url:")
    # What the unit test of the extension reads is what paconn shows.
    kept = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    assert shown.replace(service.url, "https://api.powerapps.com") == kept["errors"]


def test_warnings_come_as_lines(paconn, service, folder):
    repaired(folder)
    path = folder / "apiDefinition.swagger.json"
    path.write_text(path.read_text(encoding="utf-8").replace("x-ms-url-encoding", "x-other"), encoding="utf-8")
    code, shown = piped(paconn, ["validate", "--settings", "settings.json"], folder)
    assert code == 0
    kept = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    assert shown == kept["warnings"]


def test_a_connector_with_errors_is_not_updated(paconn, service, folder):
    code, _ = run(paconn, ["update", "--settings", "settings.json"], folder)
    assert code == 1
    assert not asked_for(service, "PATCH", f"/apis/{NAME}")


def test_paconn_wants_a_token(paconn, service, folder):
    (folder.parent / "home" / ".paconn" / "accessTokens.json").unlink()
    code, shown = run(paconn, ["validate", "--settings", "settings.json"], folder)
    assert code == 1
    assert "Please login again" in shown
    assert service.requests == []


def test_the_program_for_the_extension_is_signed_in(paconn, tmp_path):
    """As the tests of the extension start it: see README.md."""
    folder = tmp_path / "connector"
    shutil.copytree(CONNECTOR, folder)
    record, wrapper = tmp_path / "requests.jsonl", tmp_path / "paconn"
    options = ["--home", tmp_path / "home", "--connector", folder, "--paconn", paconn, "--wrapper", wrapper, "--record", record]
    process = subprocess.Popen(["python3", HERE / "stand_in.py", *options], stdout=subprocess.PIPE, text=True)
    try:
        url = json.loads(process.stdout.readline())["url"]
        assert json.loads((folder / "settings.json").read_text())["powerAppsUrl"] == url
        shown = subprocess.run(
            [wrapper, "validate", "--settings", "settings.json"], cwd=folder, stderr=subprocess.PIPE, text=True, check=False
        )
        assert "SwaggerCertificationFailedWithErrors" in shown.stderr
        assert json.loads(record.read_text().splitlines()[0])["path"].endswith("/validateApiSwagger")
    finally:
        process.terminate()
        process.wait(GENEROUS)
