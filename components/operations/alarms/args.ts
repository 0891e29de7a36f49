import { object, text } from "../../core/args/args-shape";
import { transformShape } from "../../core/component/children";
import { type AlarmsTransform, alarmsChildren } from "./children";

export interface AlarmsArgs {
  /** Who is told. AWS sends a mail to confirm; nothing arrives before that is done. @default nobody */
  readonly email?: string;
  /** Where the topic is, which alarms of the same region alone can tell: "us-east-1" for those of CloudFront. @default the stack's */
  readonly region?: string;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: AlarmsTransform;
}

export const alarmsArgs = object<AlarmsArgs>({
  email: text("an e-mail address").optional(),
  region: text('a region, such as "us-east-1"').optional(),
  transform: transformShape(alarmsChildren),
});
