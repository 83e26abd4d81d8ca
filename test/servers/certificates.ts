import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const openssl = (folder: string, ...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder })

export interface KeyPair {
  readonly certificate: string
  readonly privateKey: string
}

/** PEM texts; the same files lie in the folder as `ca.pem`, `server.pem`, `server.key`, `client.pem` and `client.key`. */
export interface Certificates {
  /** Certificate of the authority that signed the others. No machine trusts it by itself. */
  readonly ca: string
  readonly server: KeyPair
  readonly client: KeyPair
}

/** Makes an authority of our own, with a server certificate for localhost and 127.0.0.1 and a client certificate. */
export const makeCertificates = async (folder: string, client = 'millrace-client'): Promise<Certificates> => {
  await newKey(folder, 'ca')
  await openssl(
    folder,
    ...'req -x509 -new -key ca.key -sha256 -days 30 -out ca.pem -subj'.split(' '),
    '/CN=Millrace test CA'
  )
  const server = await signed(folder, 'server', 'localhost', 'subjectAltName=DNS:localhost,IP:127.0.0.1')
  return {
    ca: await readFile(join(folder, 'ca.pem'), 'utf8'),
    server,
    client: await signed(folder, 'client', client, 'extendedKeyUsage=clientAuth')
  }
}

const newKey = (folder: string, name: string) =>
  openssl(folder, ...`genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ${name}.key`.split(' '))

const signed = async (folder: string, name: string, subject: string, extension: string): Promise<KeyPair> => {
  await newKey(folder, name)
  await writeFile(join(folder, `${name}.ext`), extension)
  await openssl(folder, ...`req -new -key ${name}.key -out ${name}.csr -subj`.split(' '), `/CN=${subject}`)
  const sign = `x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -sha256 -days 30`
  await openssl(folder, ...`${sign} -extfile ${name}.ext -out ${name}.pem`.split(' '))
  return {
    certificate: await readFile(join(folder, `${name}.pem`), 'utf8'),
    privateKey: await readFile(join(folder, `${name}.key`), 'utf8')
  }
}
