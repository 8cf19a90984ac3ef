import assert from "node:assert/strict";
import test from "node:test";
import { Crashes } from "./crashes";

const at = (seconds: number) => ({ time: new Date(seconds * 1000), how: "signal SIGKILL" });

test("the fifth crash within three minutes is one too many", () => {
  const crashes = new Crashes();
  assert.deepEqual([0, 10, 20, 180].map((seconds) => crashes.note(at(seconds))), [true, true, true, true]);
  assert.equal(crashes.note(at(180)), false);
});

test("crashes of more than three minutes ago do not count", () => {
  const crashes = new Crashes();
  assert.deepEqual([0, 61, 122, 183, 244, 305].map((seconds) => crashes.note(at(seconds))), Array(6).fill(true));
});

test("whoever starts it again gets four more", () => {
  const crashes = new Crashes();
  for (const seconds of [0, 1, 2, 3, 4]) {
    crashes.note(at(seconds));
  }
  crashes.forgive();
  assert.deepEqual([5, 6, 7, 8, 9].map((seconds) => crashes.note(at(seconds))), [true, true, true, true, false]);
});

test("the last ten are remembered", () => {
  const crashes = new Crashes();
  for (let minute = 0; minute < 12; minute += 1) {
    crashes.note(at(minute * 60));
  }
  assert.equal(crashes.all.length, 10);
  assert.deepEqual(crashes.all[9], at(11 * 60));
});
