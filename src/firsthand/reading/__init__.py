"""From a document to what it says. `pipeline` shows the stages in their order."""
