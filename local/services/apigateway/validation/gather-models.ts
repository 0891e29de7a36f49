import { isSchema, reduceSchema, type Schema } from "./reduce-schema";

/** A model that cannot be compiled: the import of its document fails. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}

/** The schema of another model, by its name. */
export type ResolveModel = (name: string) => unknown;

export interface Gathered {
  readonly root: Schema;
  /** It and the models it refers to, directly or not, by the identifier used in `$ref`. */
  readonly models: ReadonlyMap<string, Schema>;
}

const ROOT = "";

/** References to a model: in the document, or by the address that the management API shows. */
const MODEL =
  /^(?:#\/(?:components\/schemas|definitions)\/|https?:\/\/apigateway\.[^/]+\/restapis\/[^/]+\/models\/)([^/#]+)$/;

const isOwn = (owner: Schema, reference: string, name: string): boolean =>
  reference.startsWith("#/definitions/") && isSchema(owner.definitions) && Object.hasOwn(owner.definitions, name);

/** The name of the model that a reference leads to; absent: it leads to no model. */
export const referredModel = (reference: string): string | undefined => {
  const name = MODEL.exec(reference)?.[1];
  return name === undefined ? undefined : decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
};

/**
 * Reduces a model and all it refers to. Models may refer to one another in circles.
 *
 * @throws ModelError for a reference to no model
 */
export function gatherModels(schema: Schema, resolve: ResolveModel): Gathered {
  const models = new Map<string, Schema>();
  const pending: (readonly [string, Schema])[] = [[ROOT, schema]];
  const referTo =
    (ownerId: string, owner: Schema) =>
    (reference: string): string => {
      const name = referredModel(reference);
      if (name === undefined || isOwn(owner, reference, name)) {
        // fidelity: observed: cdk deployments refused since April 2024 for references to other places of the web
        if (!reference.startsWith("#")) throw new ModelError("Model reference must be in canonical form");
        return `${ownerId}${reference}`;
      }
      const id = `model:${encodeURIComponent(name)}`;
      if (!models.has(id)) {
        const found = resolve(name);
        if (!isSchema(found)) throw new ModelError(`Reference to model '${name}' not found`);
        models.set(id, {});
        pending.push([id, found]);
      }
      return `${id}#`;
    };
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [id, found] = next;
    models.set(id, reduceSchema(found, referTo(id, found)));
  }
  return { root: models.get(ROOT) ?? {}, models };
}

/**
 * The schema that a reference of a gathered model leads to.
 *
 * @throws ModelError when there is none
 */
export const schemaAt = ({ models }: Gathered, reference: string): Schema => {
  const [id = "", pointer = ""] = reference.split("#", 2);
  let found: unknown = models.get(id);
  for (const part of pointer.split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    found = isSchema(found) && Object.hasOwn(found, key) ? found[key] : Array.isArray(found) && found[Number(key)];
  }
  if (!isSchema(found)) throw new ModelError(`Model reference ${reference} leads nowhere`);
  return found;
};
