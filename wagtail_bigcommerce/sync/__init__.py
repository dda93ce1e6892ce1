"""BigCommerce -> rows: the copy of the catalog that pages are rendered from, and what keeps it true.

source      reads the API, a page at a time
mappers     payload -> column values, without I/O
upsert      column values -> rows, in bulk and only where something changed
reconcile   what is no longer there
runs        starts and ends runs, one at a time
runner      puts these together: phases, cursor, counts
"""
