import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createRedactor } from './redactor.ts'
import { Vault } from './vault.ts'

const open = (folder: string, key?: string) => Vault.open(folder, key, createRedactor())

const withSecret = async (key?: string) => {
  const folder = temporaryFolder()
  const vault = await open(folder, key)
  const reference = vault.keep('integration:broker', 'hunter22')
  await vault.save()
  return { folder, file: join(folder, 'credentials.json'), id: reference.$secret, vault }
}

describe('vault', () => {
  it('gives back what it kept, also after a restart, and the disk does not hold it', async () => {
    const { folder, file, id } = await withSecret()
    expect((await open(folder)).secret(id)).to.equal('hunter22')
    expect(readFileSync(file, 'utf8')).to.not.contain('hunter22')
    expect(statSync(file).mode & 0o777).to.equal(0o600)
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).to.equal(0o600)
  })

  it('takes its key from the setting, and then makes no key file', async () => {
    const { folder, id } = await withSecret('correct horse')
    expect(() => statSync(join(folder, 'secret.key'))).to.throw()
    expect((await open(folder, 'correct horse')).secret(id)).to.equal('hunter22')
  })

  it('refuses to read or write with another key, and leaves the file as it is', async () => {
    const { folder, file, id } = await withSecret('correct horse')
    const before = readFileSync(file, 'utf8')
    const vault = await open(folder, 'wrong horse')
    expect(vault.problem?.code).to.equal('SECRETS_LOCKED')
    expect(vault.secret(id)).to.equal(undefined)
    expect(() => vault.keep('x', 'y'))
      .to.throw()
      .with.property('code', 'SECRETS_LOCKED')
    await vault.prune(new Set())
    expect(readFileSync(file, 'utf8')).to.equal(before)
  })

  it('does not open a ciphertext that was moved to another owner', async () => {
    const { folder, file, id } = await withSecret()
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('integration:broker', 'integration:other'))
    expect((await open(folder)).problem?.code).to.equal('SECRETS_LOCKED')
    writeFileSync(file, text)
    expect((await open(folder)).secret(id)).to.equal('hunter22')
  })

  it('removes what nothing refers to, but not while its owner is still being saved', async () => {
    const { folder, id, vault } = await withSecret()
    const { $secret: other } = vault.keep('integration:other', 'second secret')
    await vault.save()
    await vault.prune(new Set())
    expect(vault.secret(id)).to.equal('hunter22')
    vault.settle([id, other])
    await vault.prune(new Set([other]))
    const again = await open(folder)
    expect([again.secret(id), again.secret(other)]).to.deep.equal([undefined, 'second secret'])
  })

  it('does not overwrite a broken file', async () => {
    const { folder, file } = await withSecret()
    writeFileSync(file, '{ oh')
    const vault = await open(folder)
    expect(vault.problem?.code).to.equal('FILE_BROKEN')
    expect(() => vault.keep('x', 'y'))
      .to.throw()
      .with.property('code', 'FILE_BROKEN')
    expect(readFileSync(file, 'utf8')).to.equal('{ oh')
  })

  it('says what to do when the key file was lost', async () => {
    const { folder } = await withSecret()
    rmSync(join(folder, 'secret.key'))
    expect((await open(folder)).problem?.message).to.contain('secret.key')
  })
})
