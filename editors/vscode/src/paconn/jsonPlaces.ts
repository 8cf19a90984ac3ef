// Where a JSON pointer leads in a text. It reads on over comments, trailing commas and what is torn, since the text may
// be edited while an answer is shown. The server has no request for this, and these answers are not its own.

/** Offsets in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

interface Value extends Span {
  members: Member[];
  elements: Value[];
}

interface Member {
  name: string;
  key: Span;
  value: Value;
}

export interface Place {
  /** What to underline: the key of a member, the name of an unnamed one; `undefined` for the whole text. */
  span: Span | undefined;
  /** How many steps of the pointer lead somewhere. */
  found: number;
  /** Changes with what stands directly at the place, not with what is deeper. */
  imprint: string;
}

/** The value as a tree, for several questions. */
export class JsonPlaces {
  readonly #root: Value | undefined;

  constructor(private readonly text: string) {
    this.#root = new Reader(text).value();
  }

  /** The place of a pointer, or of the longest part of it that leads somewhere. */
  at(pointer: readonly string[]): Place {
    let value = this.#root;
    let span: Span | undefined;
    let found = 0;
    for (const step of pointer) {
      // Of two members with one name the last counts, as everywhere.
      const member = value?.members.filter((each) => each.name === step).at(-1);
      const element = /^\d+$/.test(step) ? value?.elements[Number(step)] : undefined;
      if (member === undefined && element === undefined) {
        break;
      }
      value = member?.value ?? element;
      span = member?.key ?? (element && this.#nameOf(element));
      found += 1;
    }
    return { span, found, imprint: value === undefined ? "" : this.#imprint(value) };
  }

  /** An element of an array has no key: its name or reference tells people more than its brace. */
  #nameOf(element: Value): Span {
    const named = element.members.find((member) => member.name === "name" || member.name === "$ref");
    return named?.value ?? { start: element.start, end: this.#isScalar(element) ? element.end : element.start + 1 };
  }

  #isScalar(value: Value): boolean {
    return !["{", "["].includes(this.text.charAt(value.start));
  }

  #imprint(value: Value): string {
    const own = (each: Value) => (this.#isScalar(each) ? this.text.slice(each.start, each.end) : "…");
    if (this.#isScalar(value)) {
      return own(value);
    }
    return [...value.members.map((member) => `${member.name}:${own(member.value)}`), ...value.elements.map(own)].join("\n");
  }
}

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  value(): Value | undefined {
    this.#skip();
    const start = this.#at;
    const members: Member[] = [];
    const elements: Value[] = [];
    switch (this.text.charAt(this.#at)) {
      case "{":
        this.#list("}", () => this.#member(members));
        break;
      case "[":
        this.#list("]", () => {
          const element = this.value();
          if (element !== undefined) {
            elements.push(element);
          }
          return element !== undefined;
        });
        break;
      case '"':
        this.#string();
        break;
      default:
        this.#match(/[^\s,:{}[\]"]+/y);
    }
    return this.#at === start ? undefined : { start, end: this.#at, members, elements };
  }

  /** Reads what `one` reads until `end`; `one` tells whether it has come forward. */
  #list(end: string, one: () => boolean): void {
    for (this.#at += 1; ; ) {
      this.#skip();
      const next = this.text.charAt(this.#at);
      if (next === end) {
        this.#at += 1;
        return;
      }
      if (next === "" || next === "}" || next === "]") {
        return;
      }
      if (next === "," || !one()) {
        this.#at += 1;
      }
    }
  }

  #member(members: Member[]): boolean {
    if (this.text.charAt(this.#at) !== '"') {
      return false;
    }
    const key = this.#string();
    this.#skip();
    if (this.text.charAt(this.#at) !== ":") {
      return true;
    }
    this.#at += 1;
    const value = this.value() ?? { start: this.#at, end: this.#at, members: [], elements: [] };
    members.push({ name: this.#unquoted(key), key, value });
    return true;
  }

  #string(): Span {
    const start = this.#at;
    // A string that is not closed ends with its line.
    this.#match(/"(?:[^"\\\r\n]|\\.)*"?/y);
    return { start, end: this.#at };
  }

  #unquoted(span: Span): string {
    const raw = this.text.slice(span.start, span.end);
    try {
      return String(JSON.parse(raw));
    } catch {
      return raw.replaceAll('"', "");
    }
  }

  #skip(): void {
    this.#match(/(?:[\s\ufeff]|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y);
  }

  #match(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#at += pattern.exec(this.text)?.[0].length ?? 0;
  }
}
