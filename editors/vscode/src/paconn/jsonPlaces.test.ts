import assert from "node:assert/strict";
import test from "node:test";
import { JsonPlaces } from "./jsonPlaces";

const text = `\ufeff{
  // A comment, and a comma too many.
  "info": { "title": "Orders", },
  "paths": {
    "/orders": { "get": { "parameters": [ { "in": "query", "name": "top" }, 7, { "in": "body" } ] } },
  },
  "info": { "title": "Sec\\u006fnd" }
}`;
const places = new JsonPlaces(text);

function underlined(...pointer: string[]): string | undefined {
  const { span } = places.at(pointer);
  return span && text.slice(span.start, span.end);
}

test("A member is underlined at its key, an element at its name", () => {
  assert.equal(underlined("paths", "/orders", "get"), '"get"');
  assert.equal(underlined("paths", "/orders", "get", "parameters", "0"), '"top"');
  assert.equal(underlined("paths", "/orders", "get", "parameters", "1"), "7");
  assert.equal(underlined("paths", "/orders", "get", "parameters", "2"), "{");
});

test("Of two members with one name the last counts", () => {
  assert.equal(places.at(["info", "title"]).imprint, '"Sec\\u006fnd"');
});

test("The part of a pointer that leads somewhere is taken", () => {
  const { found } = places.at(["paths", "/orders", "put", "summary"]);
  assert.equal(found, 2);
  assert.equal(underlined("paths", "/orders", "put", "summary"), '"/orders"');
  assert.equal(underlined("definitions"), undefined);
  assert.equal(places.at([]).span, undefined);
});

test("An imprint changes with what stands at the place, not with what is deeper", () => {
  const before = new JsonPlaces('{"get": {"summary": "List", "responses": {"200": {}}}}').at(["get"]).imprint;
  assert.equal(new JsonPlaces('{ "get":{"summary": "List","responses": {"404": {}}} }').at(["get"]).imprint, before);
  assert.notEqual(new JsonPlaces('{"get": {"summary": "All", "responses": {"200": {}}}}').at(["get"]).imprint, before);
  assert.notEqual(new JsonPlaces('{"get": {"summary": "List"}}').at(["get"]).imprint, before);
});

test("Torn text is read as far as it goes", () => {
  for (let length = 0; length <= text.length; length++) {
    new JsonPlaces(text.slice(0, length)).at(["paths", "/orders", "get"]);
  }
  const torn = '{ "info": { "title": "Orders\n "version": }, ] "paths": { "/a": { "get" "x": [1,,2';
  assert.equal(new JsonPlaces(torn).at(["info", "version"]).found, 2);
});
