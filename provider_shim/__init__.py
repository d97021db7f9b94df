"""The Terraform provider, which ``terraform`` starts. This module imports nothing.

DESIGN.md describes the layers. Each layer imports only the layers below it, and an import contract checks this.
"""
