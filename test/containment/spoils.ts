/** What a way out would give: Node's objects, shared memory, or the insides of the runtime. */
export const spoils = /object|function|paths|frames|imported|process|require|ivm/
