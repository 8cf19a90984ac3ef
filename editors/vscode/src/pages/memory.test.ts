import assert from "node:assert/strict";
import test from "node:test";
import { Memory } from "./memory";

const orders = { uri: "file:///orders/apiDefinition.swagger.json", title: "Orders" };
const crm = { uri: "file:///crm/apiDefinition.swagger.json", title: "CRM" };

/** What the editor keeps over a reload. */
function state() {
  const kept = new Map<string, unknown>();
  return {
    get: <T>(key: string, other?: T) => (kept.has(key) ? kept.get(key) : other) as T,
    update: async (key: string, value: unknown) => void kept.set(key, JSON.parse(JSON.stringify(value))),
  };
}

test("a page that comes back does not make the others forgotten", () => {
  const kept = state();
  const before = new Memory(kept, "panels");
  before.keep("Preview: Orders", orders);
  before.keep("Preview: CRM", crm);

  const first = new Memory(kept, "panels");
  first.keep("Preview: CRM", crm);
  // The window is loaded again before the hidden page has come back.
  const second = new Memory(kept, "panels");
  assert.deepEqual(second.of("Preview: Orders"), orders);
  assert.deepEqual(second.of("Preview: CRM"), crm);
});

test("a page that is closed is forgotten", () => {
  const kept = state();
  const memory = new Memory(kept, "panels");
  memory.keep("Preview: Orders", orders);
  memory.keep("Preview: CRM", crm);
  memory.drop("Preview: Orders");
  assert.equal(new Memory(kept, "panels").of("Preview: Orders"), undefined);
  assert.deepEqual(new Memory(kept, "panels").of("Preview: CRM"), crm);
});
