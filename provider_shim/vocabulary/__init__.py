"""The parts of declarations: attributes, values, paths and diagnostics."""
