/** Loaded before a process of ours (`--import`), lets its clock go wrong by CLOCK_SHIFT_MS; timers go on as they are. */
const shiftMs = Number(process.env.CLOCK_SHIFT_MS);
const now = Date.now;

globalThis.Date = new Proxy(Date, {
  construct: (target, args, derived) =>
    Reflect.construct(target, args.length === 0 ? [now() + shiftMs] : args, derived) as Date,
  get: (target, name, receiver) =>
    name === 'now' ? () => now() + shiftMs : (Reflect.get(target, name, receiver) as unknown),
});
