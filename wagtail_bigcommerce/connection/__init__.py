"""Making a channel of the store this site's: what it should be (`wanted`) and how it becomes so (`connect`)."""
