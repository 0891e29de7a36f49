import type { Log } from "../cloud/log";
import { LOG_FILE_BYTES, LogFolder } from "../data/log-folder";

export interface TerminalLogOptions {
  /** Folder of the log files; made with the first of them. */
  readonly folder: string;
  /** Where lines are shown. */
  readonly write: (text: string) => void;
  /** With colours, for a terminal. */
  readonly colours: boolean;
}

/** Nobody sees the difference, and a write for each line would be a tenth of what a request costs. */
const DELAY_MS = 20;

/** Names of APIs are up to 1,024 characters long, those of files 255. */
const MAX_NAME = 200;

/** Characters, of up to 3 bytes, that go to a file at once, and so of the longest line that is kept. */
const MAX_CHARACTERS = LOG_FILE_BYTES / 4;

/**
 * Shows everything and keeps it: output of a source in `<source>.log`, the rest in `cloud.log`. Output waits up to
 * 20 ms for more of it; it is written at the latest when the process exits.
 */
export class TerminalLog implements Log {
  private readonly folder: LogFolder;
  /** Whole lines by file. */
  private readonly unwritten = new Map<string, string>();
  private shown = "";
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: TerminalLogOptions) {
    this.folder = new LogFolder(options.folder);
    process.once("exit", this.flush);
  }

  info(source: string, line: string): void {
    this.show(DIM, source, line);
    this.keep("cloud", `${source}: ${line}`);
    this.flush();
  }

  warn(source: string, line: string): void {
    this.show(YELLOW, `warning: ${source}`, line);
    this.keep("cloud", `warning: ${source}: ${line}`);
    this.flush();
  }

  output(source: string, line: string, { shown } = { shown: true }): void {
    if (shown) this.show(DIM, source, line);
    this.keep(source, line);
    this.timer ??= setTimeout(this.flush, DELAY_MS).unref();
  }

  /** Once everything is written. */
  close(): void {
    this.flush();
    process.off("exit", this.flush);
  }

  private readonly flush = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.shown;
    this.shown = "";
    if (text !== "") this.options.write(text);
    for (const [file, lines] of this.unwritten) this.folder.append(file, lines);
    this.unwritten.clear();
  };

  private show(colour: string, source: string, line: string): void {
    this.shown += this.options.colours ? `${colour}${source}${RESET}  ${line}\n` : `${source}  ${line}\n`;
  }

  private keep(source: string, line: string): void {
    const file = `${source.replace(/[^\w.-]/g, "_").slice(0, MAX_NAME)}.log`;
    const kept = line.length < MAX_CHARACTERS ? line : `(a line of ${line.length} characters is not kept)`;
    let lines = this.unwritten.get(file) ?? "";
    if (lines.length + kept.length >= MAX_CHARACTERS) {
      this.folder.append(file, lines);
      lines = "";
    }
    this.unwritten.set(file, `${lines}${kept}\n`);
  }
}

const DIM = "\u001b[2m";
const YELLOW = "\u001b[33m";
const RESET = "\u001b[0m";
