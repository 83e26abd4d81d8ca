/** What a client says. Everything with a `call` is answered. */
export type Request =
  | { readonly say: 'hello'; readonly call: number; readonly client: string; readonly token: string }
  | { readonly say: 'may'; readonly call: number; readonly permission: string }
  | { readonly say: 'take'; readonly call: number; readonly queue: string }
  | { readonly say: 'put'; readonly call: number; readonly queue: string; readonly body: string }
  | { readonly say: 'done'; readonly id: string }
  | { readonly say: 'back'; readonly id: string }

/** What the server says: the answer to a call, or a message. */
export type Response =
  | { readonly answer: number; readonly refused?: string }
  | { readonly queue: string; readonly id: string; readonly body: string; readonly again: boolean }
