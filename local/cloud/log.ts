/** What the local cloud tells the developer. Terminal and `.local/logs`; tests collect. */
export interface Log {
  /** Progress: `created queue orders`. */
  info(source: string, line: string): void;
  /** Something the program declared is not executed, or a call was refused; names the missing piece. */
  warn(source: string, line: string): void;
  /** Output of a function process or a server, kept in `.local/logs/<source>.log` and, unless told otherwise, shown. */
  output(source: string, line: string, how?: { readonly shown: boolean }): void;
}
