/** Text that is no schedule expression. AWS does not say why either. */
export class ScheduleError extends Error {
  override readonly name = "ScheduleError";
}
