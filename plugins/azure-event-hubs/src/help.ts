/** The help page of the hub. */
export const hubHelp = `
**Choose this when** many events flow through Azure Event Hubs, or through the endpoint of another service that is
compatible with it, and several programs read them, each at its own pace. For commands to single receivers choose a queue.

### Setting it up
1. In the Azure portal open the namespace, or the hub, and make a shared access policy with *Listen* to hear events and
   *Send* to send them; not *Manage*. Copy its connection string. One of a hub names the hub itself (\`EntityPath\`).
2. Or register an app, give it the roles *Azure Event Hubs Data Receiver* and *Azure Event Hubs Data Sender* on the hub,
   enter it as a service credential, and the host name of the namespace here.
3. Make a consumer group for Millrace alone. The basic tier has only \`$Default\`.
4. Press **Test**. It opens links of both kinds, and sends and takes nothing.

### Partition keys
The key that a sender gives decides which partition an event goes to, and events of one key keep their order. Naming keys
here only filters: every event is still received and counts against the hub, and events without a key never match. To
divide the work, use consumer groups or several hubs instead.

### What is promised
| In | Out |
|---|---|
| at least once: what is not finished when Millrace ends comes again | at least once: what was not confirmed is sent again |

The service never forgets an event because it was read; it keeps all of them for the retention time of the hub. If Millrace
is away for longer, the oldest events are gone.

### When it does not work
| You see | Do this |
|---|---|
| does not let in the policy | The key was changed: copy the connection string again. |
| lacks the permission Listen, or Send | Tick it in the shared access policy, or give the app the role. It may take minutes. |
| there is no event hub | The name is wrong, or the connection string is of another namespace. |
| has no consumer group | Create it under *Consumer groups* of the hub. |
| reads the consumer group for itself alone | Another program uses it with an owner level: give Millrace its own group. |
| has reached a limit | More than five readers in one group, or too many connections. |
| has used up its throughput units | Add units, switch on auto-inflate, or set a rate limit here. |
| nothing arrives | *Begin with* was *New events*, or no event has one of the partition keys. |
| cannot be reached | Ports 5671 and 5672 must be open; a private endpoint needs its own name resolution. |
`.trim()
