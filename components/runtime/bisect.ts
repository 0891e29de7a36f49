/**
 * Writes all rows at once; when a row is at fault, halves the batch until the faulty rows stand alone.
 *
 * `write` has to be idempotent: halves are committed one by one. Any error that `isRowAtFault` does not claim ends it
 * and is thrown, so that the whole batch is tried again later.
 *
 * @returns the faulty rows with their errors.
 */
export const bisect = async <Row>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<void>,
  isRowAtFault: (error: unknown) => boolean,
): Promise<{ row: Row; error: unknown }[]> => {
  const [first] = rows;
  if (first === undefined) return [];
  try {
    await write(rows);
    return [];
  } catch (error) {
    if (!isRowAtFault(error)) throw error;
    if (rows.length === 1) return [{ row: first, error }];
    const middle = rows.length >> 1;
    return [
      ...(await bisect(rows.slice(0, middle), write, isRowAtFault)),
      ...(await bisect(rows.slice(middle), write, isRowAtFault)),
    ];
  }
};
