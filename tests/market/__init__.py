"""The local stand-in for the Yandex Market: `from market import Market`, with tests/ on sys.path."""
from .client import Market

__all__ = ["Market"]
