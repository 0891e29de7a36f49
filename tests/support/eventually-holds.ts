/** Checks again every 5 ms until it throws no more; throws its last error after two seconds. */
export const eventuallyHolds = async (check: () => unknown, withinMs = 2_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((next) => setTimeout(next, 5));
  }
};
