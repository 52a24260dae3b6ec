"""Messages on their way out, updates on their way in; knows no feature.

    ready -> sending -> sent
      ^         |-> failed      definite: blocked, deactivated, chat gone, refused as it is
      |         |-> ambiguous   time-out, reset, 5xx, a crash, a few times: it may have arrived
      |         |-> cancelled   its renderer says that it no longer holds
      '---------'               429, no connection: it surely did not arrive; or one more try
    ready -> expired | cancelled

A row is `sending`, committed, before its request leaves, and only one in a chat. Who dies meanwhile loses it
when the lease ends, as ambiguous. Telegram has no idempotency key: nothing is lost, and what may be double is
recorded. What is due later is `ready` with a later `due_at`: only due rows compete. Rows of one kind that
have waited for long may come in one message (`digests`): each is settled as it is, and names its first.

    stored -> in hand -> handled
      ^          |-> parked     failed too often, or never ended: kept, and its chat goes on
      '----------'              the database was lost, or the process, or it was stopped

An update is stored before Telegram hears that it was received. The first transaction of its handler and
`handled_at` are one commit: what it does there happens once. Who dies before it leaves the update to the next
process. Who dies after it, or loses the database, loses what the handler had yet to do: another transaction,
or the reply; the effect holds, and the person's next tap shows it. A handler without a transaction may reply
twice.
"""
