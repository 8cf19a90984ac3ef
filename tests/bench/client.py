"""A session with a language server over pipes, as an editor has it.

Messages are read as bytes, to their last one, and not decoded unless the server asks something: decoding a long list
of findings takes longer than many a server needs to make it. So does copying one about: what comes is read to where it
stays until the last byte is there, and the clock is looked at then.
"""
import json
import os
import re
import subprocess
import sys
import time

import process

# How much is read at once, at most, in bytes.
ROOM = 4 << 20
LENGTH = re.compile(rb"(?i)content-length:\s*(\d+)")
ERROR = re.compile(rb'"error":\{')
RESULT_ID = re.compile(rb'"resultId":"([^"]*)"')

# What editors can do that these measurements ask for.
TEXT_DOCUMENT = {
    "synchronization": {},
    "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
    "definition": {"linkSupport": True},
    "hover": {"contentFormat": ["markdown"]},
    "publishDiagnostics": {"versionSupport": True, "relatedInformation": True, "codeDescriptionSupport": True},
}


class Server:
    """A server that runs. Where `pull`, diagnostics are asked for with each change, as VS Code does, else awaited."""

    def __init__(self, command, folder, pull=True, options=None, capabilities=None, log=subprocess.DEVNULL):
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=0
        )
        self.pid = self.process.pid
        self.input, self.output = self.process.stdin.fileno(), self.process.stdout.fileno()
        # What has come, from `taken` to `filled`; and when the last byte of the last message was there.
        self.buffer, self.taken, self.filled, self.arrived = bytearray(ROOM), 0, 0, 0.0
        self.last, self.pull = 0, pull
        self.result_ids = {}
        if capabilities is None:
            text_document = dict(TEXT_DOCUMENT, **({"diagnostic": {"dynamicRegistration": True}} if pull else {}))
            capabilities = {"workspace": {"configuration": True}, "textDocument": text_document}
        uri = folder.as_uri()
        parameters = {
            "processId": os.getpid(),
            "rootUri": uri,
            "workspaceFolders": [{"uri": uri, "name": folder.name}],
            "capabilities": capabilities,
            "initializationOptions": options or {},
        }
        answer = self.ask("initialize", parameters)
        self.seconds_to_initialize = time.perf_counter() - self.started
        self.capabilities = json.loads(answer)["result"]["capabilities"]
        self.tell("initialized", {})

    # Sending

    def write(self, *pieces):
        views = [memoryview(piece) for piece in pieces if piece]
        while views:
            written = os.writev(self.input, views)
            while views and written >= len(views[0]):
                written -= len(views.pop(0))
            if written:
                views[0] = views[0][written:]

    def tell(self, method, parameters):
        self.write(notification(method, parameters))

    def ask(self, method, parameters, behind=b""):
        """The answer to a request that is sent in one write behind other messages."""
        self.last += 1
        number = self.last
        self.write(behind, message({"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}))
        return self.answer(number)

    # Reading

    def read(self):
        """The next message's body."""
        while (end := self.buffer.find(b"\r\n\r\n", self.taken, self.filled)) < 0:
            self.fill()
        size = int(LENGTH.search(self.buffer, self.taken, end)[1])
        self.taken = end + 4
        while self.filled - self.taken < size:
            self.fill()
        self.arrived = time.perf_counter()
        body = bytes(memoryview(self.buffer)[self.taken : self.taken + size])
        self.taken += size
        if self.taken == self.filled:
            self.taken = self.filled = 0
        return body

    def fill(self):
        if self.filled == len(self.buffer):
            # No room is left behind what has come: that goes to the start of a new buffer.
            rest = self.buffer[self.taken : self.filled]
            self.buffer = rest + bytearray(max(ROOM, len(rest)))
            self.taken, self.filled = 0, len(rest)
        count = os.readv(self.output, [memoryview(self.buffer)[self.filled :]])
        if count == 0:
            sys.exit(f"{self.process.args[0]} has ended")
        self.filled += count

    def answer(self, number):
        wanted = re.compile(rb'"id":%d[,}]' % number)
        while True:
            body = self.read()
            head = body[:60]
            if wanted.search(head + b" " + body[-40:]) and not is_from_server(body):
                return body
            self.reply(body)

    def reply(self, body):
        """Answers what a server asks: no settings, and every registration is welcome."""
        if len(body) > 65536 or not is_from_server(body):
            return
        asked = json.loads(body)
        if "id" in asked:
            count = len(asked["params"]["items"]) if asked["method"] == "workspace/configuration" else 0
            result = [None] * count if count else None
            self.write(message({"jsonrpc": "2.0", "id": asked["id"], "result": result}))

    # Diagnostics

    def diagnostics(self, uri, version, behind):
        """Sends a change and gives the message with the diagnostics of that version."""
        if not self.pull:
            self.write(behind)
            return self.published(version)
        while True:
            known = self.result_ids.get(uri)
            parameters = {"textDocument": {"uri": uri}, **({"previousResultId": known} if known else {})}
            body = self.ask("textDocument/diagnostic", parameters, behind)
            ends = body[:300] + body[-300:]
            if not ERROR.search(ends):
                if found := RESULT_ID.search(ends):
                    self.result_ids[uri] = found[1].decode()
                return body
            # The server asks for another try: it was busy with a change.
            behind = b""

    def published(self, version):
        """The next diagnostics that come by themselves, of this version if the server says of which they are."""
        wanted = re.compile(rb'"version":(\d+)[,}]')
        while True:
            body = self.read()
            if b"textDocument/publishDiagnostics" in body[:120]:
                found = wanted.search(body[:400]) or wanted.search(body[-60:])
                if found is None or int(found[1]) >= version:
                    return body
            else:
                self.reply(body)

    def settle(self, seconds=0.3):
        """Lets the server finish what it has begun: until it takes no CPU time for a while."""
        before = -1.0
        while (now := process.cpu_seconds(self.pid)) - before > 0.002:
            before = now
            time.sleep(seconds)

    def close(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def is_from_server(body):
    """Whether a message is a request or notification of the server, and not an answer."""
    return b'"method":"' in body[:80]


def message(content):
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def notification(method, parameters):
    return message({"jsonrpc": "2.0", "method": method, "params": parameters})
