/** 0 may lose, 1 is at least once, 2 is exactly once between client and broker. */
export type QoS = 0 | 1 | 2
