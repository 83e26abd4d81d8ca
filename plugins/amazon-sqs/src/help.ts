/** The help page of the integration. */
export const queueHelp = `
**Choose this when** you need a queue on AWS that keeps every message until it is done, and no broker to look after. For
messages of devices within milliseconds choose MQTT or AWS IoT Core; for streams that many read, each at its own pace,
Event Hubs or Pub/Sub.

### Setting it up
1. Create a queue in the console of Amazon SQS, standard or FIFO, and copy its URL. The URL says which region it is in.
2. Create a user in IAM with a policy for this queue alone and no more rights than are used:
   \`\`\`json
   {
     "Version": "2012-10-17",
     "Statement": [
       {
         "Effect": "Allow",
         "Action": [
           "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility",
           "sqs:SendMessage", "sqs:GetQueueAttributes"
         ],
         "Resource": "arn:aws:sqs:eu-central-1:123456789012:orders"
       }
     ]
   }
   \`\`\`
   The first three are for triggers, the fourth for outputs; *Used for* tells Test which are needed. The last is only for
   what Test shows of the queue. A queue that is encrypted with a key of your own also needs \`kms:Decrypt\` for
   triggers and \`kms:GenerateDataKey\` for outputs.
3. Create an access key for the user. Put it into a service credential, which several integrations may share and which is
   rotated in one place, or enter it here.
4. Press **Test**. It asks for each permission by itself and names the one that is missing. It deletes with a receipt
   handle of no message, sends a message that no queue takes, and looks at a message without taking it; where a redrive
   policy counts such looks, it asks for more messages than SQS gives at a time, which SQS refuses. That a missing
   permission is told first is then how AWS behaves, not what it promises: there the stage *receive* proves less.

### What is promised
| | In | Out |
|---|---|---|
| Standard queue | at least once, in no order | at least once |
| FIFO queue | at least once, in order within a group | a retry within five minutes makes no second message |

A message is deleted when its flow is done, or when the journal holds what failed. Until then it is hidden from others,
and hidden anew as long as the flow takes. What is done and could not be deleted, because the line broke, is deleted when
it comes again and does not start its flow twice. After a crash of Millrace messages come again once they are no longer
hidden: *Hidden for* says after how many seconds. When Millrace stops in order they go back at once.

Requests are batched: ten messages, or 1 MiB with their attributes, which is also the most that SQS takes of one message.
An integration that only sends is asked about every minute, so that its status is true: *Check every* changes that.

### When it does not work
| You see | Do this |
|---|---|
| AWS does not know the access key ID | Check the key, and in IAM that it is active. |
| The secret access key or the region is wrong | Both go into the signature: check both. |
| sqs:… is not allowed | Add it to the policy of the user, or of the queue when it belongs to another account. |
| There is no queue | The URL has the account's number and the name: check both, and the region. |
| The key that encrypts the queue cannot be used | Allow the user to use the key in KMS. |
| AWS finds the request too old | Set the clock of this machine. |
| Is a FIFO queue, is a standard queue | Choose so under *Queue is* in the node that sends. |
| Messages come twice | The flow failed and they are tried again, or Millrace was restarted: use \`messageId\` to tell. |
| A message goes to the dead-letter queue of AWS | It was received more often than the redrive policy allows: raise the number, or see why its flow was not done. |
`.trim()
