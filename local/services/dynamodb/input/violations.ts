import { ServiceError } from "../../../wire/service-error";

/** Where in an input a value stands. */
export interface Place {
  readonly parent?: Place;
  /** A member of a structure, an element of a list by its number, or an entry of a map by its key. */
  readonly name: string;
  readonly isMember: boolean;
}

export const ROOT: Place = { name: "", isMember: false };

export const memberOf = (parent: Place, name: string): Place => ({ parent, name, isMember: true });
export const elementOf = (parent: Place, name: string): Place => ({ parent, name: `${name}.member`, isMember: false });

/** `keySchema.1.member.keyType` */
const written = ({ parent, name, isMember }: Place, change: (name: string) => string): string => {
  const own = isMember ? change(name) : name;
  return parent && parent !== ROOT ? `${written(parent, change)}.${own}` : own;
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const same = (name: string): string => name;

// fidelity: observed: dynalite's tests: it stops at ten
const MOST = 10;

/** What the members of an input violate, in DynamoDB's words. */
export class Violations {
  private readonly found: string[] = [];

  add(place: Place, shown: string, constraint: string): void {
    if (this.found.length >= MOST) return;
    this.found.push(`Value ${shown} at '${written(place, lowerFirst)}' failed to satisfy constraint: ${constraint}`);
  }

  /** As some members have it since 2024: without the value, and with the names as they are sent. */
  // fidelity: observed: nubo-db/dynamodb-conformance: Query's Limit, BatchGetItem's Keys
  addTerse(place: Place, constraint: string): void {
    if (this.found.length >= MOST) return;
    this.found.push(`Value at '${written(place, same)}' failed to satisfy constraint: ${constraint}`);
  }

  /** @throws {ServiceError} */
  refuse(): void {
    const count = this.found.length;
    if (count === 0) return;
    const text = `${count} validation error${count === 1 ? "" : "s"} detected: ${this.found.join("; ")}`;
    throw new ServiceError("ValidationException", text);
  }
}
