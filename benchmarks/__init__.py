"""Speed and accuracy, measured; each is a command of its own."""
