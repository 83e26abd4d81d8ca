export type * from './abilities.ts'
export type * from './counterpart.ts'
