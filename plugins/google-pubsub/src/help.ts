/** The help page of the connection to a project. */
export const projectHelp = `
**Choose this when** services in Google Cloud send messages, or wait for them, and each one must be kept until its flow is
done: take in what Cloud Storage, Cloud Build or other applications announce, hand telemetry on to BigQuery, Dataflow or
Cloud Run, or let flows of several Millraces talk to each other. For many small devices choose MQTT.

### Setting it up
1. In the console of Google Cloud enable the *Cloud Pub/Sub API* for the project, and make the topics.
2. Under *IAM and admin, Service accounts* make an account and give it the role *Pub/Sub Editor* (\`roles/pubsub.editor\`).
   It makes subscriptions, hears and publishes. To publish alone \`roles/pubsub.publisher\` is enough; to hear a
   subscription that you made yourself, \`roles/pubsub.subscriber\` is.
3. Make a JSON key of the account. Paste the whole file here, or keep it as a service credential that several integrations
   share and that can be changed in one place.
4. Name the topics that triggers without topics of their own hear. Test checks the permissions on these topics; without
   any, on the first topic of the project.
5. Press **Test**. It goes through *credentials, connect, authenticate, project, list topics, topics, publish, attach, create
   subscription, consume, delete subscription*, and names the permission that is missing and the role that gives it. The
   subscription that it makes for that it removes again.

A topic is named by the last part of its full name: \`telemetry\` for \`projects/acme/topics/telemetry\`. Full names are taken
too, also those of other projects. No topic is needed to publish.

### Emulator
\`gcloud beta emulators pubsub start\` runs one on port 8085: choose *Nothing (emulator)*, enter \`localhost:8085\` as API
endpoint and any project ID. It knows no permissions, so Test does not check them.

### When it does not work
| You see | Do this |
|---|---|
| Google does not let … in | The key was deleted, or the account disabled: make a new key. |
| the private key … is damaged | Paste the whole file that Google Cloud made. |
| there is no project | Correct the project ID, or let the account see the project. |
| cannot be used in project | Enable the Cloud Pub/Sub API, and billing. |
| lacks pubsub.… | Give the account the role that the message names. A change takes a minute to be known. |
| there is no topic | Make it in Google Cloud: Millrace makes subscriptions, never topics. |
| cannot be reached | A firewall or proxy must let through port 443 of pubsub.googleapis.com with HTTP/2. |
| is not who it should be | A proxy shows a certificate of its own: give its CA certificate. |
| the quota … is used up | It is tried again after two seconds: raise the quota, or set a rate limit. |
| messages come twice | They took longer than *Keep a message for*, or Millrace was killed: use \`out.id\`, or exactly-once delivery. |
`.trim()

/** The help page of the trigger. */
export const triggerHelp = `
**Subscriptions.** For each topic one is made when the trigger starts, named after the flow and the node: the same after
every restart, so that Pub/Sub keeps messages while Millrace is away. A deploy that removes the trigger or the topic removes
it; one that only changes the trigger does not. What was removed while Millrace was not connected goes a day later, and a
subscription that vanished is made again. Instead of topics an existing subscription of the kind pull can be heard: it is
never changed and never removed.

**Acknowledging.** A message is acknowledged when all that came of it is done, or when the journal holds it; until then its
lease is extended. What fails is tried again by Millrace. Left to Pub/Sub, it is given back, comes again after the waiting
time, and goes to the dead letter topic, if there is one, when it was delivered too often. After a crash of Millrace Pub/Sub
sends again what was not acknowledged when its lease is over, ten seconds to a minute later.

**Order.** With *Keep the order of ordering keys*, messages of one key are handled one after the other, and others beside
them. Filter, order and exactly-once delivery cannot be changed in a subscription: a deploy that changes them makes another
one, and what the one before still holds is heard first.

The message has \`topic\`, \`payload\`, \`attributes\`, \`messageId\` and \`publishTime\` (milliseconds since 1970), and
\`orderingKey\` and \`deliveryAttempt\` where there are any. Pub/Sub counts deliveries only with a dead letter topic. A
message has one id over all its deliveries: while it is under way, a repetition starts no second flow. What cannot be read
as chosen, or is larger than the limit, becomes a dead letter with its bytes.
`.trim()

/** The help page of the output. */
export const outputHelp = `
The node is done, and passes the message on, when Pub/Sub has confirmed it. Messages that come close together go out in one
request. While Pub/Sub is away messages wait here. When the connection breaks before the answer, the message is published
again: give its delivery ID to an attribute, and receivers can tell.

Attributes are those of \`msg.attributes\`, or written as fields or JSON, or none. They are flat texts: numbers become text,
and an object among them belongs into the payload.

A message that Pub/Sub will never take becomes a dead letter: no topic of that name, no permission, larger than 10 MB, empty
without attributes, or attributes that are not flat. A request of several messages that is refused because of one of them is
sent again one by one, so that only that one is given up.

An ordering key keeps the order of its messages if the flow does: let the trigger keep the order, or set the node before to
one message at a time. For ordering keys use a regional endpoint.
`.trim()
