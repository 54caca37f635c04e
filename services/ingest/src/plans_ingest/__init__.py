"""Take plans in: an upload becomes bytes, a receipt and an outbox row in one commit; results come back by the inbox."""
