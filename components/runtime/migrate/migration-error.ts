/** A file cannot be run, or must not be: a fault of the files, which no retry mends. The message is for their author. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}
