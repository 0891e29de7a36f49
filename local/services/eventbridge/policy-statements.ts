import type { BusRecord } from "./buses";

/** A statement as it was written. */
export type WrittenStatement = Readonly<Record<string, unknown>>;

export const statementsOf = ({ policy }: BusRecord): readonly WrittenStatement[] => {
  if (policy === undefined) return [];
  const { Statement } = JSON.parse(policy) as { readonly Statement: WrittenStatement | readonly WrittenStatement[] }; // was checked when it was put
  return [Statement].flat();
};

/** A policy of these statements; none of none. */
export const withStatements = (statements: readonly WrittenStatement[]): string | undefined =>
  statements.length > 0 ? JSON.stringify({ Version: "2012-10-17", Statement: statements }) : undefined;
