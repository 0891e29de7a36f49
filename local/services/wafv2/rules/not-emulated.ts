/** A rule asks for what is not executed here: it is skipped, and the deployment says so. */
export class NotEmulated extends Error {
  constructor(what: string) {
    super(`${what} is not emulated`);
    this.name = "NotEmulated";
  }
}
