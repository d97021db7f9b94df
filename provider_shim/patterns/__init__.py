"""Patterns that declarations of many areas share, one in each module: one-shot requests, lookups, settings, secrets.

A pattern imports the engine, and no area of the API.
"""
