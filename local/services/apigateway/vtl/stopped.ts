/** Ends the rendering from within a text that is being made: `#stop` in a string or in a `#define` block. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}
