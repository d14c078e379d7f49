"""Keeps a history of all customers: every event once, over repeats and restarts."""
import sqlite3
import sys
from datetime import datetime

from confluent_kafka import Consumer


def handle(db, event):
    if event.value() is None:
        return  # a tombstone of a compacted topic: no event
    headers = {name: value.decode() for name, value in event.headers()}
    customer, sequence, time = event.key().decode(), int(headers["ce_sequence"]), headers["ce_time"]
    last, ended_by, ended_at = db.execute(
        "SELECT sequence, ended_by, ended_at FROM seen WHERE customer = ?", (customer,)
    ).fetchone() or (0, "", "1970-01-01T00:00:00Z")
    of_former_life = headers["ce_id"] == ended_by or datetime.fromisoformat(time) < datetime.fromisoformat(ended_at)
    if of_former_life or sequence <= last:
        return  # a repeat
    if sequence > last + 1:
        print(f"GAP {customer}: {sequence} after {last}", flush=True)
    db.execute("INSERT INTO history VALUES (?, ?, ?)", (customer, headers["ce_type"], event.value()))  # the effect
    if headers["ce_type"] == "customer.deleted":
        sequence, ended_by, ended_at = 0, headers["ce_id"], time  # an id that comes back begins at 1
    db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", (customer, sequence, ended_by, ended_at))


brokers, group, database = sys.argv[1:]  # the database is a file of one's own
db = sqlite3.connect(database, isolation_level=None)
db.execute("CREATE TABLE IF NOT EXISTS history (customer, type, data)")
db.execute("CREATE TABLE IF NOT EXISTS seen (customer PRIMARY KEY, sequence, ended_by, ended_at)")
kafka = Consumer({"bootstrap.servers": brokers, "group.id": group, "auto.offset.reset": "earliest",
                  "enable.auto.commit": False, "session.timeout.ms": 10_000})
kafka.subscribe(["customer-events"])
while True:
    events = [event for event in kafka.consume(500, timeout=1) if not event.error()]
    if events:
        db.execute("BEGIN IMMEDIATE")
        for event in events:
            handle(db, event)
        db.execute("COMMIT")  # effect and state in one transaction,
        kafka.commit(asynchronous=False)  # the offsets after it: if this is lost, the repeats are recognised
