#!/usr/bin/env python3
"""A stand-in for the service that paconn talks to: the requests that paconn 0.0.21 makes, answered on this machine.

    python3 stand_in.py [--home FOLDER] [--connector FOLDER] [--paconn PROGRAM --wrapper FILE] [--record FILE]

It listens on 127.0.0.1, on a port of the system's choice, prints one line of JSON with its address and runs until it is
ended. What the options do is in README.md. Nothing of paconn is patched: `powerAppsUrl` in settings.json leads it here.
"""

import argparse
import json
import os
import re
import shlex
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

POWER_APPS = "/providers/Microsoft.PowerApps"
FLOW = "/providers/Microsoft.ProcessSimple"
TOKEN = {
    "token_type": "Bearer",
    "access_token": "stand-in",
    # 2100-01-01; paconn wants more than ten minutes to be left.
    "expires_on": 4102444800,
    "oid": "5f0c2d9e-7a41-4c56-9a3b-0e8f4d1b6a77",
}
ENVIRONMENT = "0a6d5c1e-4c0b-4f0e-9a57-2d1f6f0f3b52"
CREATED = "shared_stand-20in-5f0000000000000001"
VERBS = ("get", "put", "post", "delete", "options", "head", "patch")


def pointer(*steps):
    """The place as the service writes it: a JSON pointer without the leading slash."""
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def findings(definition, certification):
    """A few of the real service's checks, in words of our own: (severity, place or None, text)."""
    found = []
    info = definition.get("info", {})
    if "title" not in info:
        found.append(("Error", "info", "The 'title' property is required."))
    if certification:
        if "contact" not in info:
            found.append(("Error", "info", "The 'contact' property is required."))
        if "x-ms-connector-metadata" not in definition:
            found.append(("Error", None, "The 'x-ms-connector-metadata' property is required."))
    for path, operations in definition.get("paths", {}).items():
        for verb, operation in operations.items():
            if verb not in VERBS or not isinstance(operation, dict):
                continue
            place = ("paths", path, verb)
            if certification and not operation.get("summary"):
                found.append(("Error", pointer(*place), "The 'summary' property is required."))
            if "schema" in operation.get("responses", {}).get("default", {}):
                found.append(("Error", pointer(*place, "responses", "default"), "A 'default' response has no schema."))
            for index, parameter in enumerate(operation.get("parameters", [])):
                if parameter.get("in") == "path" and "x-ms-url-encoding" not in parameter:
                    found.append((
                        "Warning",
                        pointer(*place, "parameters", index),
                        "The path parameter does not say how it is encoded.",
                    ))
    return found


def line(finding):
    severity, place, text = finding
    return f"{severity} : {place} : {text}" if place else f"{severity} : {text}"


def validated(definition, certification):
    """Status and body of `validateApiSwagger`. Errors are an object, success is a string, empty without certification."""
    found = findings(definition, certification)
    errors = [finding for finding in found if finding[0] == "Error"]
    if errors:
        lines = "\r\n".join(map(line, errors))
        return 400, {
            "error": {
                "code": "SwaggerCertificationFailedWithErrors" if certification else "SwaggerValidationFailed",
                "message": "Swagger certification failed with errors. Please validate again after fixing following "
                f"errors: {lines}",
            }
        }
    if not certification:
        return 200, ""
    if found:
        lines = "\r\n".join(map(line, found))
        return 200, f"Swagger certification succeeded with warnings.\r\n{lines}"
    return 200, "Swagger certification succeeded."


class StandIn:
    """The service. `requests` has what was asked, in order: dicts with verb, path, query and body."""

    def __init__(self, record=None):
        self.requests = []
        self.record = record
        self.connectors = {}
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def note(self, request):
        with self.lock:
            self.requests.append(request)
            if self.record:
                with open(self.record, "a", encoding="utf-8") as file:
                    file.write(json.dumps(request) + "\n")

    def publish(self, name, properties):
        """What the service keeps of a connector: its definition moves to an address of its own."""
        kept = dict(properties)
        definition = kept.pop("openApiDefinition", {})
        before = self.connectors.get(name, {"properties": {}, "definition": {}})
        kept.setdefault("displayName", before["properties"].get("displayName", name))
        kept["apiDefinitions"] = {"originalSwaggerUrl": f"{self.url}/files/{name}/apiDefinition.swagger.json"}
        kept["isCustomApi"] = True
        kept["createdBy"] = {"displayName": "Stand-in"}
        kept.pop("scriptDefinitionUrl", None)
        self.connectors[name] = {"properties": kept, "definition": definition}
        return {"name": name, "id": f"{POWER_APPS}/apis/{name}", "properties": kept}

    def answer(self, verb, path, query, body):
        """Status and JSON body for a request."""
        if match := re.fullmatch(rf"{POWER_APPS}/objectIds/([^/]+)/(\w+)", path):
            if match[1] != TOKEN["oid"]:
                return 403, problem("Forbidden", "The request is for another user.")
            if verb == "POST" and match[2] == "validateApiSwagger":
                return validated(body, query.get("enableConnectorCertificationRules") == ["true"])
            if verb == "POST" and match[2] == "generateResourceStorage":
                return 200, {"sharedAccessSignature": "https://standin.blob.core.windows.net/files?sig=none"}
        if match := re.fullmatch(rf"{POWER_APPS}/apis(?:/([^/]+))?", path):
            return self.answer_connectors(verb, match[1], body)
        if verb == "GET" and path == f"{FLOW}/environments":
            return 200, {"value": [{"name": ENVIRONMENT, "properties": {"displayName": "Stand-in"}}]}
        return 404, problem("NotFound", f"There is no {verb} {path} here.")

    def answer_connectors(self, verb, name, body):
        if verb == "POST" and name is None:
            return 201, self.publish(CREATED, body["properties"])
        if verb == "GET" and name is None:
            return 200, {"value": [{"name": key, "properties": one["properties"]} for key, one in self.connectors.items()]}
        if name not in self.connectors:
            return 404, problem("ApiResourceNotFound", f"There is no connector {name}.")
        if verb == "PATCH":
            return 200, self.publish(name, body["properties"])
        return 200, {"name": name, "properties": self.connectors[name]["properties"]}


def problem(code, message):
    return {"error": {"code": code, "message": message}}


def handler(service):
    class Handler(BaseHTTPRequestHandler):
        def serve(self):
            url = urlsplit(self.path)
            path = unquote(url.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            query = parse_qs(url.query)
            if path == "/stand-in/requests":
                return self.reply(200, service.requests)
            service.note({"verb": self.command, "path": path, "query": query, "body": body})
            if match := re.fullmatch(r"/files/([^/]+)/apiDefinition\.swagger\.json", path):
                return self.reply(200, service.connectors[match[1]]["definition"])
            if self.headers.get("Authorization") != f"{TOKEN['token_type']} {TOKEN['access_token']}":
                return self.reply(401, problem("Unauthorized", "The token is not valid."))
            return self.reply(*service.answer(self.command, path, query, body))

        do_GET = do_POST = do_PATCH = serve

        def reply(self, status, body):
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Quiet: standard output has the address and nothing else."""

    return Handler


def sign_in(home):
    """Leaves the file that `paconn login` leaves."""
    folder = Path(home) / ".paconn"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "accessTokens.json").write_text(json.dumps(TOKEN), encoding="utf-8")


def lead_here(connector, url):
    """Sets the addresses in a connector's settings.json, which is made if there is none."""
    path = Path(connector) / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {
        "connectorId": None,
        "environment": ENVIRONMENT,
        "apiProperties": "apiProperties.json",
        "apiDefinition": "apiDefinition.swagger.json",
        "icon": "icon.png",
    }
    settings.update(powerAppsUrl=url, flowUrl=url)
    path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def wrap(paconn, wrapper, home):
    """A program that is paconn, signed in to the stand-in: for `connector-ls.paconn.path`."""
    path = Path(wrapper)
    path.write_text(
        "#!/bin/sh\n"
        f"export HOME={shlex.quote(os.path.abspath(home))} NO_PROXY=127.0.0.1\n"
        f'exec {shlex.quote(os.path.abspath(paconn))} "$@"\n',
        encoding="utf-8",
    )
    path.chmod(0o755)


def main():
    options = argparse.ArgumentParser(description="A stand-in for the service that paconn talks to.")
    options.add_argument("--home", help="folder that gets a valid token; use it as HOME for paconn")
    options.add_argument("--connector", help="connector folder whose settings.json is led here")
    options.add_argument("--paconn", help="the real paconn, for --wrapper")
    options.add_argument("--wrapper", help="writes a program that runs --paconn with --home")
    options.add_argument("--record", help="appends each request to this file, one JSON object a line")
    given = options.parse_args()
    if given.wrapper and not (given.paconn and given.home):
        options.error("--wrapper needs --paconn and --home")
    with StandIn(given.record) as service:
        if given.home:
            sign_in(given.home)
        if given.connector:
            lead_here(given.connector, service.url)
        if given.wrapper:
            wrap(given.paconn, given.wrapper, given.home)
        print(json.dumps({"url": service.url}), flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
