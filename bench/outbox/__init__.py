"""What the outbox is measured with: a worker to kill, an SMTP server that fails, books that are compared."""
