"""What the declarations of one area of the API share: attributes, endpoints and verbs of chats, images, projects and so on.

An area knows the engine and the patterns. Whatever a single object has for itself stands in its declaration.
"""
