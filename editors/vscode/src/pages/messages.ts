// What pages post. A page shows what stands in files of somebody, so its messages are looked at before they are followed.

import type { ChangesMessage, Reveal } from "../protocol";

/** The command of the server that the page of changes may ask for. */
const REMEDY = "connector-ls.remedy";

export function isReveal(message: unknown): message is Reveal {
  return (
    isObject(message) &&
    message.type === "reveal" &&
    typeof message.file === "string" &&
    isBeside(message.file) &&
    isOffset(message.start) &&
    isOffset(message.end) &&
    (message.operationId === undefined || typeof message.operationId === "string")
  );
}

export function isChangesMessage(message: unknown): message is ChangesMessage {
  if (!isObject(message)) {
    return false;
  }
  switch (message.type) {
    case "remedy":
      return message.command === REMEDY && Array.isArray(message.arguments);
    case "reveal":
      return typeof message.uri === "string" && isObject(message.range) && isPlace(message.range.start) && isPlace(message.range.end);
    case "copy":
      return true;
    default:
      return false;
  }
}

/** Whether a file's name stays in the connector's folder. */
function isBeside(file: string): boolean {
  return file !== "" && !/^([\\/]|[a-z][a-z\d+.-]*:)/i.test(file) && !file.split(/[\\/]/).includes("..");
}

function isPlace(place: unknown): boolean {
  return isObject(place) && isOffset(place.line) && isOffset(place.character);
}

function isOffset(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
