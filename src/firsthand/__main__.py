"""`python -m firsthand` is `firsthand`."""

import sys

from firsthand.cli import main

# Guarded: processes that read beside this one import it anew.
if __name__ == "__main__":
    sys.exit(main())
