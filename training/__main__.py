"""`python -m training`: see `training.recipe`, which workers import under its own name."""

from training.recipe import main

if __name__ == "__main__":
    main()
