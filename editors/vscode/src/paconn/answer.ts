// What `paconn validate` prints, read. The service answers errors with an object whose message has one line for each,
// and warnings with text; paconn prints the object as JSON, and the text with its line breaks.
// Lines look like `Error : paths/~1orders/get : The 'summary' property is required.`; some have no place.

export type Severity = "error" | "warning" | "info";

export interface Finding {
  severity: Severity;
  /** The steps of the JSON pointer that the line names; empty for the whole definition. */
  place: string[];
  text: string;
}

export interface Answer {
  findings: Finding[];
  /** The service's own name for what went wrong: `SwaggerCertificationFailedWithErrors`; `undefined` if it succeeded. */
  code: string | undefined;
}

const FINDING = /(?:^|[\s:])(Critical|Error|Warning|Information|Info) : (.+)$/;
const VALUE_PATH = /\s*ValuePath: (\S+)\s*$/;
/** With what a place may begin. Other words before " : " are part of the sentence. */
const ROOTS =
  /^\/?(swagger|info|host|basePath|schemes|consumes|produces|paths|definitions|parameters|responses|securityDefinitions|security|tags|externalDocs|x-[\w-]+)(\/|$)/;

/** Reads everything that paconn has printed. */
export function readAnswer(output: string): Answer {
  const refusal = readRefusal(output);
  const text = refusal?.message ?? repaired(output);
  const findings = text.split(/\r?\n/).flatMap(readLine);
  if (refusal !== undefined && findings.length === 0) {
    findings.push({ severity: "error", place: [], text: `${refusal.code}: ${refusal.message.trim()}` });
  }
  return { findings, code: refusal?.code };
}

function readLine(line: string): Finding[] {
  const [, word = "", rest = ""] = FINDING.exec(line) ?? [];
  if (word === "") {
    return [];
  }
  const severity = word === "Warning" ? "warning" : word.startsWith("Info") ? "info" : "error";
  const [, valuePath] = VALUE_PATH.exec(rest) ?? [];
  if (valuePath !== undefined) {
    return [{ severity, place: steps(valuePath), text: rest.replace(VALUE_PATH, "").trim() }];
  }
  const colon = rest.indexOf(" : ");
  const place = rest.slice(0, colon);
  return colon > 0 && ROOTS.test(place)
    ? [{ severity, place: steps(place), text: rest.slice(colon + 3).trim() }]
    : [{ severity, place: [], text: rest.trim() }];
}

function steps(place: string): string[] {
  return place
    .replace(/^\//, "")
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The object that paconn prints on lines of its own when the service refuses. */
function readRefusal(output: string): { code: string; message: string } | undefined {
  const [object] = /^\{\r?$[\s\S]*?^\}/m.exec(output) ?? [];
  if (object === undefined) {
    return undefined;
  }
  try {
    const { error } = JSON.parse(object) as { error?: { code?: unknown; message?: unknown } };
    return error === undefined ? undefined : { code: String(error.code), message: String(error.message) };
  } catch {
    return undefined;
  }
}

/** paconn takes the bytes of a successful answer for Latin-1, which makes two characters of each that is not ASCII. */
function repaired(text: string): string {
  const isLatin = /[\x80-\xff]/.test(text) && !/[^\x00-\xff]/.test(text);
  const utf8 = isLatin ? Buffer.from(text, "latin1").toString("utf8") : text;
  return utf8.includes("\ufffd") ? text : utf8;
}

/** Whether paconn says that it has no valid token. */
export function wantsLogin(output: string): boolean {
  return /login again|\b401 Client Error\b/i.test(output);
}
