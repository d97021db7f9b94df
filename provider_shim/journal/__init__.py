"""Notes about creates, which survive a killed run. They show which objects may exist at the API without being in a state."""
