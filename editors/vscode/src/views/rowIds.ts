/**
 * `id`, or `id` with a number if it is used already; the result is used from now on. While a file is wrong, two of its
 * operations may have one name, and the editor refuses to show two rows with one id.
 */
export function unusedId(id: string, used: Set<string>): string {
  let unused = id;
  for (let number = 2; used.has(unused); number += 1) {
    unused = `${id} ${number}`;
  }
  used.add(unused);
  return unused;
}
