"""Structured, source-anchored facts from Korean articles."""

from kfacts._version import __version__

__all__ = ["__version__"]
