import { createHmac, randomBytes } from 'node:crypto'
import { FlowError, type SecretReference } from '@millrace/sdk'
import type { RecordFile } from '../files/record-file.ts'
import { fingerprint, seal, unseal } from './cipher.ts'
import { credentialsFile, type SealedSecrets } from './credentials-file.ts'
import type { Redactor } from './redactor.ts'
import { loadSecretKey } from './secret-key.ts'

interface Secret {
  readonly owner: string
  readonly plain: string
}

/** The secrets of a data folder: sealed on disk, plain in memory, each belonging to one owner. */
export class Vault {
  readonly #file: RecordFile<SealedSecrets>
  readonly #key: Buffer
  readonly #redactor: Redactor
  readonly #secrets = new Map<string, Secret>()
  readonly #fresh = new Set<string>()
  #sealed: Readonly<Record<string, SealedSecrets['secrets'][string]>> = {}
  #locked: FlowError | undefined

  private constructor(file: RecordFile<SealedSecrets>, key: Buffer, redactor: Redactor) {
    this.#file = file
    this.#key = key
    this.#redactor = redactor
  }

  static async open(folder: string, keySetting: string | undefined, redactor: Redactor): Promise<Vault> {
    const vault = new Vault(credentialsFile(folder), await loadSecretKey(folder, keySetting), redactor)
    await vault.#read()
    return vault
  }

  /** Why the saved secrets cannot be read or changed, if that is so. */
  get problem(): FlowError | undefined {
    return this.#file.broken ?? this.#locked
  }

  async #read(): Promise<void> {
    const { key, secrets } = await this.#file.read()
    this.#sealed = secrets
    try {
      if (key !== undefined && key !== fingerprint(this.#key)) throw new Error('made with another key')
      for (const [id, { owner, sealed }] of Object.entries(secrets))
        this.#remember(id, { owner, plain: unseal(this.#key, sealed, bond(id, owner)) })
    } catch (cause) {
      this.#secrets.clear()
      const message =
        'The secrets in credentials.json were sealed with another key or have been changed. Start with the ' +
        'MILLRACE_SECRET_KEY or the secret.key that belongs to them, or remove credentials.json and enter them again.'
      this.#locked = new FlowError('SECRETS_LOCKED', message, { cause })
    }
  }

  #remember(id: string, secret: Secret): void {
    this.#secrets.set(id, secret)
    this.#redactor.add(secret.plain)
  }

  /** Plain text of a secret. */
  secret(id: string): string | undefined {
    return this.#secrets.get(id)?.plain
  }

  ownerOf(id: string): string | undefined {
    return this.#secrets.get(id)?.owner
  }

  /**
   * Takes a secret in; on disk only after `save`, and not removed as unused before `settle`. Throws when what is on disk
   * could not be kept beside it.
   */
  keep(owner: string, plain: string): SecretReference {
    if (this.problem) throw this.problem
    const id = randomBytes(8).toString('hex')
    this.#remember(id, { owner, plain })
    this.#fresh.add(id)
    this.#sealed = { ...this.#sealed, [id]: { owner, sealed: seal(this.#key, plain, bond(id, owner)) } }
    return { $secret: id }
  }

  /** The owner's config now refers to what `keep` took in. */
  settle(ids: readonly string[]): void {
    for (const id of ids) this.#fresh.delete(id)
  }

  /** Forgets what `keep` took in, when its owner was refused. */
  drop(ids: readonly string[]): void {
    const gone = new Set(ids)
    for (const id of gone) this.#secrets.delete(id)
    this.settle(ids)
    this.#sealed = Object.fromEntries(Object.entries(this.#sealed).filter(([id]) => !gone.has(id)))
  }

  /** A key for another purpose, made from that of the vault. */
  deriveKey(purpose: string): Buffer {
    return createHmac('sha256', this.#key).update(purpose).digest()
  }

  async save(): Promise<void> {
    await this.#file.write({ format: 1, key: fingerprint(this.#key), secrets: this.#sealed })
  }

  /** Removes what nothing refers to any more. */
  async prune(referenced: ReadonlySet<string>): Promise<void> {
    if (this.problem) return
    const gone = Object.keys(this.#sealed).filter(id => !referenced.has(id) && !this.#fresh.has(id))
    if (gone.length === 0) return
    this.drop(gone)
    await this.save()
  }
}

/** What a ciphertext is bound to: neither its id nor its owner can be exchanged for another's. */
const bond = (id: string, owner: string): string => `${id}\n${owner}`
