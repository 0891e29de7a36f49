/** The function of the component tests. */
export const handler = async (event: unknown): Promise<unknown> => event;
