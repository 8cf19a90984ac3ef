// What the log says of a request that failed.

/**
 * `error -32803`, which is the protocol's code, for an answer of the server: its messages name operations and files, and
 * the log goes into reports. What has no code comes from the client itself and is said in its words.
 */
export function failureInLog(error: unknown): string {
  if (error instanceof Error && "code" in error) {
    return `error ${String(error.code)}`;
  }
  return error instanceof Error ? error.message : String(error);
}
