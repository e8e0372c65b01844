"""The pages: one module a kind, each of which asks the store, makes a view and renders it."""
