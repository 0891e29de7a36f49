import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { type Configuration, readTree } from "../configurations/schema";
import type { Bucket } from "../storage/bucket";
import type { Buckets } from "../storage/buckets";
import { fromTree, type Shape, toTree } from "./mapping";

interface ConfigurationType<Value> {
  readonly type: string;
  readonly shape: Shape;
  /** The property that holds all of the shape. Absent: the properties are the resource's own. */
  readonly place?: string;
  readonly configuration: Configuration<Value>;
  /** What a bucket has of it, and how it is set; `undefined` takes it away. */
  readonly of: (bucket: Bucket) => Value | undefined;
  readonly set: (bucket: Bucket, value: Value | undefined) => Promise<void>;
  /** Computed outputs. */
  readonly outputs?: (bucket: string) => Properties;
}

/** A resource that is one configuration of a bucket, whose name is its id. */
export const configurationType = <Value extends object>(
  buckets: Buckets,
  { type, shape, place, configuration, of, set, outputs = () => ({}) }: ConfigurationType<Value>,
): ResourceType => {
  const put = async (name: string, inputs: Properties): Promise<Properties> => {
    const bucket = buckets.get(name);
    if (!bucket) throw new Error(`NoSuchBucket: The specified bucket does not exist: ${name}`);
    await set(
      bucket,
      readTree(configuration, toTree(shape, (place === undefined ? inputs : inputs[place]) as Properties)),
    );
    return { ...inputs, ...outputs(name) };
  };
  return {
    type,
    create: async (inputs) => ({ id: String(inputs.bucket), outputs: await put(String(inputs.bucket), inputs) }),
    update: (id, inputs) => put(id, inputs),
    async read(id) {
      const bucket = buckets.get(id);
      const value = bucket && of(bucket);
      if (!value) return undefined;
      const properties = fromTree(shape, value as Properties);
      return { bucket: id, ...(place === undefined ? properties : { [place]: properties }), ...outputs(id) };
    },
    async delete(id) {
      const bucket = buckets.get(id);
      if (bucket) await set(bucket, undefined);
    },
  };
};
