// Waiting on conditions. Nothing here asserts a time; the limits only end a test that would never end.

/** How long anything may take on a machine that is busy with other work. */
export const limit = 90_000;

/**
 * Asks until the answer is truthy.
 * @template T
 * @param {string} what for the message @param {() => T | Promise<T>} ask @param {{ limit?: number, pause?: number }} [options]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, options = {}) {
  const end = Date.now() + (options.limit ?? limit);
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${(options.limit ?? limit) / 1000} s; last: ${show(last)}`);
    await new Promise((resolve) => setTimeout(resolve, options.pause ?? 100));
  }
}

/** @param {unknown} value */
function show(value) {
  return value instanceof Error ? value.message : JSON.stringify(value);
}
