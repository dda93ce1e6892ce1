"""Making a channel of the store this site's: what it should be (`wanted`), how it becomes so (`connect`, in `steps`), and
what was changed (`record`)."""
