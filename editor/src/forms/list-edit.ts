/** One edit of a list. What else follows the list, such as wires that follow rules, is edited the same way. */
export type ListEdit =
  | { readonly edit: 'insert'; readonly index: number }
  | { readonly edit: 'remove'; readonly index: number }
  | { readonly edit: 'move'; readonly from: number; readonly to: number }

/** A copy with the edit made; `make` gives what is inserted. Entries are moved as they are, so a secret reference stays with its entry. */
export const editList = <T>(list: readonly T[], edit: ListEdit, make: () => T): readonly T[] => {
  switch (edit.edit) {
    case 'insert':
      return list.toSpliced(edit.index, 0, make())
    case 'remove':
      return list.toSpliced(edit.index, 1)
    case 'move':
      return edit.from in list ? list.toSpliced(edit.from, 1).toSpliced(edit.to, 0, list[edit.from] as T) : list
  }
}
