// A schema that completes and explains like the given one, and finds nothing wrong. The language server checks
// connector-ls.jsonc itself, with better words; the editor's JSON server would report each mistake a second time.

const MAPS = ["properties", "patternProperties", "definitions"];
const LISTS = ["allOf", "anyOf"];
/** What is inserted for a value, which the editor otherwise takes from its type. */
const BEGINNINGS = { object: {}, array: [], string: "$1" };

export function lenient(schema) {
  if (typeof schema !== "object") {
    return true;
  }
  const { type, enum: values, enumDescriptions, required, pattern, additionalProperties, ...rest } = schema;
  for (const [key, value] of Object.entries(rest)) {
    if (MAPS.includes(key)) {
      rest[key] = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, lenient(each)]));
    } else if (LISTS.includes(key)) {
      rest[key] = value.map(lenient);
    } else if (key === "items") {
      rest[key] = lenient(value);
    }
  }
  if (values !== undefined) {
    // The second alternative lets everything else pass; the first still offers its values.
    rest.anyOf = [{ enum: values, ...(enumDescriptions && { enumDescriptions }) }, {}];
  } else if (type in BEGINNINGS && !("default" in rest || "anyOf" in rest)) {
    rest.defaultSnippets = [{ body: BEGINNINGS[type] }];
  }
  return rest;
}
