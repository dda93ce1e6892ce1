"""What BigCommerce tells us: `verify` what arrives, keep it in the `inbox`, and let `handlers` act on it.

`subscriptions` is the other direction: what we ask BigCommerce to tell us.
"""
