"""Making a channel of the store this site's.

`wanted` says what it should be, `connect` and its `steps` make it so, and `record` holds what was changed.
"""
