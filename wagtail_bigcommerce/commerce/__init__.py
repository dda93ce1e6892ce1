"""Use cases of the shop: carts, checkout, customers, orders.

No request, template or HTML in here: functions take a client, ids and plain values, return dataclasses, and raise
`ShopperError`, whose words a view may show. Sums of money are Decimal.
"""
