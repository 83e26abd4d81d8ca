/** What the address of a link names. */
export interface Address {
  readonly hub: string
  readonly group: string | undefined
  readonly partition: string | undefined
}

const ADDRESS = /^([^/]+)(?:\/ConsumerGroups\/([^/]+))?(?:\/Partitions\/([^/]+))?$/i

export const parseAddress = (address: string): Address => {
  const [, hub = address, group, partition] = ADDRESS.exec(address) ?? []
  return { hub, group, partition }
}

export const isCbs = (address: string): boolean => address === '$cbs'
export const isManagement = (address: string): boolean => address.endsWith('$management')
