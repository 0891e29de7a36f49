import type { Test } from "./inspection";
import { type Json, textOf } from "./shapes";

// fidelity: docs: waf-rule-label-requirements, waf-rule-statement-type-label-match
export const readLabelMatch = ({ scope, key }: Json): Test => {
  const wanted = textOf(key);
  if (scope === "LABEL") return ({ labels }) => some(labels, (label) => `:${label}`.endsWith(`:${wanted}`));
  if (scope !== "NAMESPACE") throw new Error('scope must be "LABEL" or "NAMESPACE"');
  if (!wanted.endsWith(":")) throw new Error("the key of a namespace must end in a colon");
  return ({ labels }) =>
    some(labels, (label) => `:${label.slice(0, label.lastIndexOf(":") + 1)}`.includes(`:${wanted}`));
};

const some = (labels: ReadonlySet<string>, test: (label: string) => boolean): boolean => {
  for (const label of labels) if (test(label)) return true;
  return false;
};
