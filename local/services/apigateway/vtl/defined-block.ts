import { HostObject, type Meter, type Value } from "../../../languages/java/value";
import type { Block } from "./parser/ast";
import { renderBlock } from "./render-block";
import { Stopped } from "./stopped";
import { Frame } from "./values/frame";

/** Velocity's `define.provide.scope.control` default for recursion: beyond it a block prints its name. */
const MAX_DEPTH = 2;

/** The block of a `#define`: rendered with the variables of the moment whenever it is printed. */
export class DefinedBlock extends HostObject {
  private depth = 0;

  constructor(
    private readonly name: string,
    private readonly body: Block,
  ) {
    super();
  }

  property(): Value {
    return null;
  }

  call(): undefined {
    return undefined;
  }

  print(meter: Meter): string {
    if (this.depth >= MAX_DEPTH || !(meter instanceof Frame)) return `$${this.name}`;
    this.depth++;
    try {
      return meter.capture(() => {
        if (renderBlock(this.body, meter) === "stop") throw new Stopped();
      });
    } finally {
      this.depth--;
    }
  }
}
