"""The version of this distribution. This module imports nothing, so that the provider starts fast."""

VERSION = "0.1.0"
