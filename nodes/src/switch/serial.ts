/** Lets one work begin when the one before has ended. It begins at once, and gives no promise, while none is under way. */
export const serial = <A, R>(work: (argument: A) => R | Promise<R>): ((argument: A) => R | Promise<R>) => {
  let last: Promise<unknown> | undefined
  return argument => {
    const result = last ? last.then(() => work(argument)) : work(argument)
    if (!(result instanceof Promise)) return result
    const over: Promise<unknown> = result
      .catch(() => {})
      .then(() => {
        if (last === over) last = undefined
      })
    last = over
    return result
  }
}
