import { ArgsError } from "../../core/args/args-error";
import { flag, number, object, oneOf, record } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";

/** What is known of each user, beside the password. */
export interface UserAttribute {
  /** Of an attribute of one's own; those that Cognito knows have theirs. @default "string" */
  readonly type?: "string" | "number" | "boolean" | "date";
  /** Whether nobody signs up without it. Of one that Cognito knows only. @default false, `email` true unless users sign in by name */
  readonly required?: boolean;
  /** Whether it may change once it is there. @default true */
  readonly mutable?: boolean;
  /** The shortest text, or the lowest number. @default 0 characters, no number */
  readonly min?: number;
  /** The longest text, at most 2048 characters, or the highest number. @default 2048 characters, no number */
  readonly max?: number;
}

export type UserAttributes = Readonly<Record<string, UserAttribute>>;

export const attributesShape = record(
  object<UserAttribute>({
    type: oneOf("string", "number", "boolean", "date").optional(),
    required: flag.optional(),
    mutable: flag.optional(),
    min: number().optional(),
    max: number().optional(),
  }),
  'attributes by name, { given_name: { required: true }, tenant: { type: "string", max: 40 } }',
).optional();

/** As the provider asks for it. */
export interface AttributeSettings {
  readonly name: string;
  readonly attributeDataType: "String" | "Number" | "Boolean" | "DateTime";
  readonly required: boolean;
  readonly mutable: boolean;
  readonly stringAttributeConstraints?: { readonly minLength: string; readonly maxLength: string };
  readonly numberAttributeConstraints?: { readonly minValue?: string; readonly maxValue?: string };
}

const TEXT = { min: 0, max: 2048 } as const;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html (read 2026-11) */
const KNOWN: ReadonlySet<string> = new Set(
  "address birthdate email family_name gender given_name locale middle_name name nickname phone_number picture preferred_username profile updated_at website zoneinfo".split(
    " ",
  ),
);

/** Of each user, and written by Cognito alone. */
const ITS_OWN: ReadonlySet<string> = new Set(["sub", "email_verified", "phone_number_verified", "identities"]);

/** https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html (read 2026-11) */
const MAX_OWN = 50;

const OWN_NAME = /^[A-Za-z0-9_-]{1,20}$/;

/**
 * All attributes that differ from those of every pool, each with its bounds written out: the provider would take what
 * AWS fills in for a change of the schema, and AWS allows none.
 *
 * @throws {ArgsError} for names, kinds and bounds that Cognito refuses.
 */
export const planAttributes = (
  component: string,
  given: UserAttributes,
  emailRequired: boolean,
): AttributeSettings[] => {
  const { email, ...others } = given;
  const all = Object.entries({ email: { required: emailRequired, ...email }, ...others });
  const own = all.filter(([name]) => !KNOWN.has(name));
  if (own.length > MAX_OWN)
    throw new ArgsError(component, "attributes", `must be at most ${MAX_OWN} of one's own (there are ${own.length})`);
  return all
    .map(([name, attribute]) =>
      KNOWN.has(name) ? known(component, name, attribute) : ownAttribute(component, name, attribute),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

const known = (component: string, name: string, { required = false, mutable = true, ...rest }: UserAttribute) => {
  for (const key of ["type", "min", "max"] as const)
    if (rest[key] !== undefined)
      throw new ArgsError(
        component,
        argsPath(["attributes", name, key]),
        `must be absent: Cognito knows what ${name} is`,
      );
  if (name === "updated_at")
    return {
      name,
      attributeDataType: "Number",
      required,
      mutable,
      numberAttributeConstraints: { minValue: "0" },
    } as const;
  const [minLength, maxLength] = name === "birthdate" ? ["10", "10"] : [String(TEXT.min), String(TEXT.max)];
  return {
    name,
    attributeDataType: "String",
    required,
    mutable,
    stringAttributeConstraints: { minLength, maxLength },
  } as const;
};

const TYPES = { string: "String", number: "Number", boolean: "Boolean", date: "DateTime" } as const;

const ownAttribute = (component: string, name: string, attribute: UserAttribute): AttributeSettings => {
  const { type = "string", required = false, mutable = true, min, max } = attribute;
  const refuse = (key: string | undefined, rule: string): never => {
    throw new ArgsError(component, argsPath(["attributes", name, ...(key === undefined ? [] : [key])]), rule);
  };
  if (ITS_OWN.has(name)) refuse(undefined, "must be absent: Cognito gives it to every user by itself");
  if (!OWN_NAME.test(name))
    refuse(undefined, 'must be called by 1 to 20 letters, digits, _ and -; Cognito writes "custom:" before it');
  if (required)
    refuse(
      "required",
      `must be absent: only what Cognito knows can be required, such as ${[...KNOWN].slice(1, 4).join(", ")}`,
    );
  const base = { name, attributeDataType: TYPES[type], required: false, mutable };
  if (type === "boolean" || type === "date") {
    for (const [key, bound] of Object.entries({ min, max }))
      if (bound !== undefined) refuse(key, `must be absent: a ${type} has no bounds`);
    return base;
  }
  for (const [key, bound] of Object.entries({ min, max }))
    if (bound !== undefined && !(type === "number" ? Number.isSafeInteger(bound) : isLength(bound)))
      refuse(
        key,
        `must be a whole number${type === "number" ? "" : ` from ${TEXT.min} to ${TEXT.max}`} (it is ${bound})`,
      );
  if (min !== undefined && max !== undefined && min > max) refuse("min", `must not be over max (${min}, ${max})`);
  if (type === "string")
    return {
      ...base,
      stringAttributeConstraints: { minLength: String(min ?? TEXT.min), maxLength: String(max ?? TEXT.max) },
    };
  return {
    ...base,
    numberAttributeConstraints: {
      ...(min !== undefined && { minValue: String(min) }),
      ...(max !== undefined && { maxValue: String(max) }),
    },
  };
};

const isLength = (bound: number): boolean => Number.isInteger(bound) && bound >= TEXT.min && bound <= TEXT.max;
