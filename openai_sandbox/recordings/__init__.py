"""Recordings: requests to models with the responses of a real API, in a file that people can read and change.

``recorder`` sends requests to the real API and writes the file. ``replay`` answers requests from the file.
"""
