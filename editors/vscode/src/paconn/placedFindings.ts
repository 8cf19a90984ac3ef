// The findings of an answer in a text: where they are, and which of them still hold when the text has changed.

import type { Finding } from "./answer";
import { JsonPlaces } from "./jsonPlaces";

/** 0-based lines, UTF-16 columns. */
export interface Position {
  line: number;
  character: number;
}

export interface PlacedFinding extends Finding {
  start: Position;
  end: Position;
  /** How many steps of its place there are. */
  found: number;
  /** Of what stands at its place: `Place` in jsonPlaces.ts. */
  imprint: string;
}

/** Where findings are in a text: at its first line if no part of their place is there. */
export function placed(findings: readonly Finding[], text: string): PlacedFinding[] {
  const places = new JsonPlaces(text);
  const lines = new Lines(text);
  return findings.map((finding) => {
    const { span = lines.first, found, imprint } = places.at(finding.place);
    return { ...finding, start: lines.position(span.start), end: lines.position(span.end), found, imprint };
  });
}

/** Those findings about an earlier text whose places are as they were, where they are now. */
export function stillValid(earlier: readonly PlacedFinding[], text: string): PlacedFinding[] {
  return placed(earlier, text).filter(
    ({ found, imprint }, index) => found === earlier[index]?.found && imprint === earlier[index]?.imprint,
  );
}

/** Positions in a text, which need not be open in an editor. */
class Lines {
  readonly #starts = [0];
  readonly first: { start: number; end: number };

  constructor(text: string) {
    for (const { index, 0: ending } of text.matchAll(/\r\n|\r|\n/g)) {
      this.#starts.push(index + ending.length);
    }
    this.first = { start: 0, end: /^.*/.exec(text)?.[0].length ?? 0 };
  }

  position(offset: number): Position {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      [low, high] = (this.#starts[middle] ?? 0) <= offset ? [middle, high] : [low, middle - 1];
    }
    return { line: low, character: offset - (this.#starts[low] ?? 0) };
  }
}
