import { isSchema, reduceSchema, type Schema } from "./reduce-schema";

/** A model that cannot be compiled: the import of its document fails. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}

/** The schema of another model, by its name. */
export type ResolveModel = (name: string) => unknown;

export interface Gathered {
  readonly root: Schema;
  /** The models it refers to, directly or not, by the identifier used in `$ref`. */
  readonly models: ReadonlyMap<string, Schema>;
}

/** References to a model: in the document, or by the address that the management API shows. */
const MODEL =
  /^(?:#\/(?:components\/schemas|definitions)\/|https?:\/\/apigateway\.[^/]+\/restapis\/[^/]+\/models\/)([^/#]+)$/;

/**
 * Reduces a model and all it refers to. Models may refer to one another in circles.
 *
 * @throws ModelError for a reference to no model
 */
export function gatherModels(schema: Schema, resolve: ResolveModel): Gathered {
  const models = new Map<string, Schema>();
  const pending: (readonly [string, Schema])[] = [];
  const referTo =
    (owner: Schema) =>
    (reference: string): string => {
      const name = MODEL.exec(reference)?.[1];
      const isOwn = reference.startsWith("#/definitions/") && isSchema(owner.definitions);
      if (name === undefined || (isOwn && Object.hasOwn(owner.definitions as Schema, decodeURIComponent(name)))) {
        return reference;
      }
      const decoded = decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
      const id = `model:${encodeURIComponent(decoded)}`;
      if (!models.has(id)) {
        const found = resolve(decoded);
        if (!isSchema(found)) throw new ModelError(`the model refers to ${reference}, and there is no such model`);
        models.set(id, {});
        pending.push([id, found]);
      }
      return `${id}#`;
    };
  const root = reduceSchema(schema, referTo(schema));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [id, found] = next;
    models.set(id, reduceSchema(found, referTo(found)));
  }
  return { root, models };
}
