/** A header with its name as it is written: clients, and handlers, write names as they like. */
export const headerOf = <T>(
  headers: Readonly<Record<string, T>> | null | undefined,
  wanted: string,
): [name: string, value: T] | undefined =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted);
