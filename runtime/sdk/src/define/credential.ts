import type { TObject } from '../schema/schema.ts'
import type { Described, Draft } from './described.ts'

/** A secret kept once and referred to by many (`t.credential('aws')`). When it is rotated, who uses it reconnects. */
export interface Credential<Config extends TObject = TObject> extends Described<Config> {
  readonly kind: 'credential'
}

export const defineCredential = <Config extends TObject>(draft: Draft<Credential<Config>>): Credential<Config> => ({
  kind: 'credential',
  ...draft
})
