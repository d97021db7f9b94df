"""What declarations of many areas do alike, each in a module: asking once, looking up, restoring settings, rotating secrets.

A pattern knows the engine beside this package, and no area of the API, nor any particular object.
"""
