import { FlowError } from '@millrace/sdk'
import type { Role } from '../protocol.ts'
import type { Principal } from './parts.ts'

const RANK: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, editor: 2, admin: 3 }

/** Throws FORBIDDEN when the principal's role is below the least that a request asks for. */
export const refuseBelow = (least: Role, { name, role }: Principal): void => {
  if (RANK[role] >= RANK[least]) return
  throw new FlowError('FORBIDDEN', `This needs the role ${least}, and ${name} is ${role}. Ask an admin.`)
}
