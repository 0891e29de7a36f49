import type { Evaluation } from "../local/engine/evaluate";
import type { StackProject } from "../local/engine/project";
import { UNKNOWN as UNKNOWN_ON_THE_WIRE } from "../local/engine/signatures";
import {
  type CheckedResource,
  type CheckedStack,
  type Circumstances,
  isObject,
  UNKNOWN,
} from "../policies/checked-resource";

/** An evaluated program as the rules of the policy pack see it. */
export const checkedStack = (
  { registrations, answers }: Pick<Evaluation, "registrations" | "answers">,
  circumstances: Circumstances,
): CheckedStack => ({
  ...circumstances,
  resources: registrations.map(
    (registration): CheckedResource => ({
      urn: registration.urn,
      type: registration.type,
      name: registration.name,
      props: known({ ...answers.get(registration.urn)?.outputs, ...registration.inputs }) as CheckedResource["props"],
      protect: registration.protect,
      uses: registration.propertyDependencies,
      secretPaths: registration.secretPaths,
    }),
  ),
});

const known = (value: unknown): unknown => {
  if (value === UNKNOWN_ON_THE_WIRE) return UNKNOWN;
  if (Array.isArray(value)) return value.map(known);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, known(held)]));
};

/** What the rules need to know of a stack besides its resources, from its files. */
export const circumstances = ({ project, config, provider }: StackProject, today: Date): Circumstances => ({
  protected: config[`${project}:dataProtection`] === "protected",
  defaultTags: provider.defaultTags,
  today,
});
