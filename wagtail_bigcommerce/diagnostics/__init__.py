"""One list of probes behind `bigcommerce_doctor`, the system checks, and the health URL.

`offline` looks at settings only, `local` at the database, `online` asks BigCommerce. Probes only look; what they find
says how it is mended.
"""
