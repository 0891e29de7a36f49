/** Texts that outlive a page. Where the browser keeps nothing, nothing is kept: only signing in needs it. */
export const kept = (storage: () => Storage) => ({
  get(key: string): string | null {
    try {
      return storage().getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string): void {
    try {
      storage().setItem(key, value);
    } catch {}
  },
  remove(key: string): void {
    try {
      storage().removeItem(key);
    } catch {}
  },
});
