import assert from "node:assert/strict";
import test from "node:test";
import { readAnswer, wantsLogin } from "./answer";
import { tableOf } from "./testTables";

const answers = tableOf<{ errors: string; warnings: string }>("answers.json");

test("Errors of the real paconn have places", () => {
  assert.deepEqual(readAnswer(answers.errors), {
    code: "SwaggerCertificationFailedWithErrors",
    findings: [
      {
        severity: "error",
        place: ["paths", "/contacts/{contactId}", "patch"],
        text: "The 'summary' property is required.",
      },
      {
        severity: "error",
        place: ["paths", "/contacts/{contactId}/tags", "post", "responses", "default"],
        text: "A 'default' response has no schema.",
      },
    ],
  });
});

test("Warnings of the real paconn have places", () => {
  const { code, findings } = readAnswer(answers.warnings);
  assert.equal(code, undefined);
  assert.deepEqual(
    findings.map(({ severity, place }) => [severity, place.join(" ")]),
    [
      ["warning", "paths /contacts/{contactId} get parameters 0"],
      ["warning", "paths /contacts/{contactId} patch parameters 0"],
    ],
  );
});

test("Success has no findings", () => {
  assert.deepEqual(readAnswer("Swagger certification succeeded.\n"), { code: undefined, findings: [] });
  assert.deepEqual(readAnswer("apiDefinition.swagger.json validated successfully.\n").findings, []);
});

test("A line without a place is about the definition", () => {
  const { findings } = readAnswer("Error : The 'x-ms-connector-metadata' property is required.");
  assert.deepEqual(findings, [
    { severity: "error", place: [], text: "The 'x-ms-connector-metadata' property is required." },
  ]);
});

test("Words before a colon are no place", () => {
  const { findings } = readAnswer("Warning : Not known : x/y\nCritical : definitions/My Order : Too many schemas.");
  assert.deepEqual(findings, [
    { severity: "warning", place: [], text: "Not known : x/y" },
    { severity: "error", place: ["definitions", "My Order"], text: "Too many schemas." },
  ]);
});

test("A pointer at the end of the line is read too", () => {
  const { findings } = readAnswer("Error : The 'contact' property is required. ValuePath: /info");
  assert.deepEqual(findings, [{ severity: "error", place: ["info"], text: "The 'contact' property is required." }]);
});

test("A failure of the service is a finding without a place", () => {
  const output = '{\n  "error": {\n    "code": "InternalServerError",\n    "message": "Tracking id 1."\n  }\n}\nERROR: 500\n';
  assert.deepEqual(readAnswer(output), {
    code: "InternalServerError",
    findings: [{ severity: "error", place: [], text: "InternalServerError: Tracking id 1." }],
  });
});

test("paconn's own errors are no findings of the definition", () => {
  assert.deepEqual(readAnswer("ERROR: File does not exist: apiDefinition.swagger.json\n").findings, []);
  assert.ok(wantsLogin("ERROR: Access token invalid. Please login again.\n"));
  assert.ok(!wantsLogin(answers.errors));
});

test("Letters that paconn has torn are put together", () => {
  const torn = Buffer.from("Warning : definitions/Größe : Zu groß.", "utf8").toString("latin1");
  assert.deepEqual(readAnswer(torn).findings[0]?.place, ["definitions", "Größe"]);
});
