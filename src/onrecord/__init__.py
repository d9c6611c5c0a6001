"""onrecord keeps the record of what was publicly said."""

__version__ = "0.1.0"
