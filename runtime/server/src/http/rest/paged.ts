/** An answer that is one page of a list: the items are its body, and `X-Total-Count` tells how many there are in all. */
export class Paged {
  readonly items: readonly unknown[]
  readonly total: number

  constructor(items: readonly unknown[], total: number) {
    this.items = items
    this.total = total
  }
}
