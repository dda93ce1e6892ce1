"""One list of probes behind `bigcommerce_doctor`, the system checks, the health URL and the connection page.

`configuration` and `deployment` look at settings only, `local` at the database, `online` asks BigCommerce. Probes only
look; what they find says how it is mended. `doctor.examine()` runs all of them.
"""
