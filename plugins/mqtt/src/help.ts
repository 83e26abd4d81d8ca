/** The help page of the broker connection. */
export const brokerHelp = `
**Choose this when** devices or services exchange messages through an MQTT broker: telemetry in, commands out, within
milliseconds, over small or unsteady lines. For a cloud's own device services, such as shadows or twins, choose the
integration of that cloud.

### Setting it up
1. Choose the protocol. \`mqtts://\` and \`wss://\` are encrypted: use one of them wherever the line is not your own.
2. Enter the host, and the port if it is not the usual one (1883, 8883, 80, 443). Both may be templates, such as
   \`{{globals.broker}}\`.
3. Choose how to sign in. A certificate needs \`mqtts://\` or \`wss://\`; paste certificate and private key in PEM form,
   or choose a service credential, which several integrations share and which is rotated in one place.
   If the broker's own certificate is self-signed, paste the certificate of the authority that signed it.
4. Leave *Clean session* off if nothing may be lost: the broker then keeps messages of quality of service 1 and 2 while
   Millrace is away. This needs a client ID that stays the same; one is made for you.
5. Press **Test**. It connects under a client ID of its own, so that what is running is not thrown out, and asks the
   broker whether it may subscribe to the default topics.

### Topics
Topics stand on the trigger. The ones here are heard by triggers that have none of their own. \`+\` stands for one level,
\`#\` for the rest: \`netneural/{{globals.organization_id}}/devices/+/telemetry\` hears the telemetry of all devices,
\`netneural/acme/alerts/#\` all alerts; commands are published to
\`netneural/{{globals.organization_id}}/devices/{{msg.device}}/commands\`. To publish, no topic is needed here.

### What is promised
| Quality of service | In | Out |
|---|---|---|
| 0 | may be lost on the way here; journaled as soon as it is here | may lose |
| 1 | the broker keeps it until the flow is done or the journal has it | at least once |
| 2 | journaled, then taken over; not twice, even over a reconnect | at least once: the flow may repeat it |

A message that several triggers hear is acknowledged when all of them are done. A deploy that changes a trigger loses
nothing: its messages wait, un-acknowledged, for the changed one. There is one subscription for each distinct topic, with
the highest quality of service asked for, and none is repeated while the broker still has the session, so retained messages
do not come again.

Over MQTT 3.1.1 a broker does not say which subscription a message came by: topics that another one covers are left to it,
topics that overlap in part may bring a message twice, and each \`$share\` topic has a connection of its own, with the
client ID and a suffix. MQTT 5 does not have these troubles.

A message with the id of an earlier one that was not yet acknowledged, sent again by the broker, keeps its \`out.id\`; after
a crash of Millrace it gets a new one.

How many un-acknowledged messages a broker sends at a time is its own affair: with MQTT 5 it keeps to *Unacknowledged
messages*, with 3.1.1 to its own setting, such as \`max_inflight_messages\` of Mosquitto, which still hands a client that
comes back all that it kept. Nothing slows a broker down beyond that, because a client that stops reading hears no answer
to its keep-alive either and would take the line for dead.

### When it does not work
| You see | Do this |
|---|---|
| Bad user name or password | The broker does not say which of the two: check both. |
| Not authorized | Allow this client ID or user in the broker's access rules, or sign in another way. |
| self-signed or from an unknown authority | Paste the CA certificate. |
| is for another name | Use the name in the certificate as host, or enter it as *Server name*. |
| Session taken over | Another client uses the same client ID: give each its own. |
| closed the connection without an answer | Right port, wrong protocol: try \`mqtts://\`, or the other version. |
| refuses to subscribe | The access rules forbid the topic; AWS IoT Core closes the connection instead. |
| retained messages are missing | The topic was subscribed to already: they come with the first subscription only. |
| nothing arrives | Topics are case-sensitive, and \`#\` hears no topic that begins with \`$\`. |
`.trim()
