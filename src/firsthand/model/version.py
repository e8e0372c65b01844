"""The version of the program, as `made_by` and `firsthand --version` say it."""

VERSION = "0.1.0"
