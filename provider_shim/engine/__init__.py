"""What every object does: plan, validate, create, read, update and delete, from its declaration."""
