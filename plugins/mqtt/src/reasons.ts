/** What a broker means by its reason codes (MQTT 5, section 2.4) and return codes (MQTT 3.1.1, section 3.2.2.3). */
const reasons: Readonly<Record<number, string>> = {
  1: 'Unsupported protocol version',
  2: 'Client ID not accepted',
  3: 'Broker unavailable',
  4: 'Bad user name or password',
  5: 'Not authorized',
  128: 'Refused without a reason',
  129: 'Malformed packet',
  130: 'Protocol error',
  131: 'Not accepted by this broker',
  132: 'Unsupported protocol version',
  133: 'Client ID not accepted',
  134: 'Bad user name or password',
  135: 'Not authorized',
  136: 'Broker unavailable',
  137: 'Broker busy',
  138: 'Banned',
  139: 'Broker shutting down',
  140: 'Bad authentication method',
  141: 'Keep-alive timeout',
  142: 'Session taken over by another client with the same client ID',
  143: 'Topic filter not valid',
  144: 'Topic name not valid',
  145: 'Packet identifier in use',
  146: 'Packet identifier not found',
  147: 'Too many messages at a time',
  148: 'Topic alias not valid',
  149: 'Packet too large',
  150: 'Message rate too high',
  151: 'Quota exceeded',
  152: 'Ended by an administrator',
  153: 'Payload format not valid',
  154: 'Retained messages not supported',
  155: 'Quality of service not supported',
  156: 'Use another broker',
  157: 'The broker has moved',
  158: 'Shared subscriptions not supported',
  159: 'Connection rate exceeded',
  160: 'Maximum connect time',
  161: 'Subscription identifiers not supported',
  162: 'Wildcard subscriptions not supported'
}

/** The reason with its code, as people can look it up: `Not authorized (135)`. */
export const inWords = (code: number): string => `${reasons[code] ?? 'Unknown reason'} (${code})`

/** What to do about a refused CONNECT. */
export const signInAdvice = (code: number): string => {
  switch (code) {
    case 4:
    case 134:
      return 'The broker does not say which of the two: check both'
    case 5:
    case 135:
      return 'Sign in with a user name and password or a certificate, or ask for access with this client ID'
    case 1:
    case 132:
      return 'Choose the other version'
    case 2:
    case 133:
      return 'Give the client ID that the broker knows'
    case 3:
    case 136:
    case 137:
      return 'It is tried again'
    case 140:
      return 'Choose another way to sign in'
    case 156:
    case 157:
      return 'Ask for its new address'
    default:
      return "The broker's own log says more"
  }
}
