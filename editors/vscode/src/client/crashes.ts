// When a server that stopped by itself is started again: so often that a rare crash goes unnoticed, and so seldom that
// one that crashes at once does not keep the machine busy.

const PERIOD = 3 * 60 * 1000;
const RESTARTS = 4;

/** How the server ended. */
export interface Crash {
  time: Date;
  /** `exit code 101`, `signal SIGKILL` */
  how: string;
}

export class Crashes {
  readonly #recent: Crash[] = [];

  /** The last ones, oldest first; for the report. */
  readonly all: Crash[] = [];

  /** Takes note of one. `false` if the server is to stay down. */
  note(crash: Crash): boolean {
    this.all.push(crash);
    this.all.splice(0, this.all.length - 10);
    this.#recent.push(crash);
    while (this.#recent[0] !== undefined && crash.time.getTime() - this.#recent[0].time.getTime() > PERIOD) {
      this.#recent.shift();
    }
    return this.#recent.length <= RESTARTS;
  }

  /** Begins anew, because the user wants to try again. */
  forgive(): void {
    this.#recent.length = 0;
  }
}
