// How numbers of the server read.

import type { ConnectorStatus, Findings } from "../protocol";

/** `1 error`, `2 errors` */
export function count(number: number, singular: string): string {
  return `${number.toLocaleString("en")} ${singular}${number === 1 ? "" : "s"}`;
}

/** `1 error, 4 warnings`, by the names of the Problems panel; `none` if there are none. */
export function findingsInWords({ errors, warnings, infos }: Findings, none = "no findings"): string {
  const parts = [
    errors > 0 ? count(errors, "error") : "",
    warnings > 0 ? count(warnings, "warning") : "",
    infos > 0 ? count(infos, "info") : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(", ") : none;
}

/** What the connector is compared with, and how it differs. */
export function baselineInWords({ baseline, changes }: ConnectorStatus): string {
  const { state, label, message } = baseline;
  if (state === "off") {
    return "not compared with anything: the setting 'baseline' is off";
  }
  if (state === "missing") {
    return `nothing to compare with: ${message ?? "there is no published state"}`;
  }
  const parts = [
    changes.breaking > 0 ? count(changes.breaking, "breaking change") : "",
    changes.risky > 0 ? count(changes.risky, "risky change") : "",
  ].filter((part) => part !== "");
  const differs = parts.length > 0 ? parts.join(", ") : "no change that breaks a flow";
  const compared = `${differs}, compared with ${label ?? "the published state"}`;
  return message === null ? compared : `${compared} (${message})`;
}

type Limit = ConnectorStatus["budget"][number];

/** How much of a limit is used: 0 to 1, and above where it is passed. */
export function share({ used, limit }: Limit): number {
  return limit > 0 ? used / limit : 0;
}

/** `82 %` */
export function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

/** `Size of the definition: 812 of 1,024 KB, 79 %` */
export function limitInWords(limit: Limit): string {
  return `${limit.name}: ${usedInWords(limit)}`;
}

/** `812 of 1,024 KB, 79 %` */
export function usedInWords(limit: Limit): string {
  const [scale, unit] = limit.unit === "bytes" ? [1024, "KB"] : [1, limit.unit];
  const [used, most] = [limit.used, limit.limit].map((number) => Math.ceil(number / scale).toLocaleString("en"));
  return `${used} of ${most} ${unit}, ${percent(share(limit))}`;
}

/** `3 minutes` */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) {
    return count(seconds, "second");
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return count(minutes, "minute");
  }
  const hours = count(Math.floor(minutes / 60), "hour");
  return minutes % 60 === 0 ? hours : `${hours} ${count(minutes % 60, "minute")}`;
}
