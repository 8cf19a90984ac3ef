// Counts and prints tests.

/** @type {{ name: string, error?: Error }[]} */
const results = [];

/** @param {string} name @param {Error | undefined} error @param {number} milliseconds */
export function record(name, error, milliseconds) {
  results.push({ name, error });
  const time = `${(milliseconds / 1000).toFixed(1)} s`;
  if (error) {
    console.log(`FAILED  ${name} (${time})\n        ${(error.stack ?? String(error)).replaceAll("\n", "\n        ")}`);
  } else {
    console.log(`passed  ${name} (${time})`);
  }
}

/**
 * Runs one test; a failure does not end the others.
 * @param {string} name @param {() => Promise<void>} body
 * @param {(name: string) => Promise<void>} [onFailure] takes pictures
 * @returns {Promise<boolean>}
 */
export async function test(name, body, onFailure) {
  const started = Date.now();
  try {
    await body();
    record(name, undefined, Date.now() - started);
    return true;
  } catch (error) {
    record(name, error instanceof Error ? error : new Error(String(error)), Date.now() - started);
    await onFailure?.(name).catch((trouble) => console.log(`        no picture of it: ${trouble.message}`));
    return false;
  }
}

/** Prints the closing line; whether all passed. */
export function close() {
  const failed = results.filter((result) => result.error).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 && results.length > 0;
}
