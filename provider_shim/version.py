"""The version of this distribution, without the cost of looking it up at start. It must not import anything."""

VERSION = "0.1.0"
