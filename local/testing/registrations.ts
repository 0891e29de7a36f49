import type { Registration } from "../engine/program/registration";

/** Types and names, sorted: `aws:sqs/queue:Queue orders`. The order of registration is the SDK's own affair. */
export const listed = (registrations: readonly Registration[]): string[] =>
  registrations.map(({ type, name }) => `${type} ${name}`).sort();

/**
 * The one registration of a type and a name.
 *
 * @throws Error that lists what there is, for none and for several.
 */
export const the = (registrations: readonly Registration[], type: string, name: string): Registration => {
  const found = registrations.filter((registration) => registration.type === type && registration.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} registrations of ${type} ${name} among:\n${listed(registrations).join("\n")}`);
  return only;
};

/** What a registration depends on, as `listed` names it. */
export const dependencies = ({ dependencies: urns }: Registration): string[] =>
  urns
    .map((urn) => urn.split("::").slice(2))
    .map(([types = "", name]) => `${types.split("$").at(-1)} ${name}`)
    .sort();
