import { duration, either, list, object, oneOf, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { transformShape } from "../../core/component/children";
import { type KeyTransform, keyChildren } from "./children";

export interface KeyArgs {
  readonly description?: string;
  /** How often AWS gives the key another material: 90 to 2,560 days, or not at all. What it sealed before it still opens. @default "365 days" */
  readonly rotation?: Duration | false;
  /**
   * `protected`: Pulumi refuses to delete it, and after a deletion all the same there are 30 days to cancel it.
   * `throw-away`: gone with the stack, after the 7 days that KMS asks for. What it has sealed is lost with it.
   *
   * @default "protected"
   */
  readonly protection?: "protected" | "throw-away";
  /**
   * Services that write in their own name into what the key encrypts, in this account alone: `"sns.amazonaws.com"` for
   * topics that deliver to a queue. Principals need none: their own policies count. @default []
   */
  readonly services?: readonly string[];
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: KeyTransform;
}

export const keyArgs = object<KeyArgs>({
  description: text().optional(),
  rotation: either((value) => value === false, duration).optional(),
  protection: oneOf("protected", "throw-away").optional(),
  services: list(text(), 'services, ["sns.amazonaws.com"]').optional(),
  transform: transformShape(keyChildren),
});
