"""Notes about creates, which outlive a killed run: what may exist at the API and be in no state."""
