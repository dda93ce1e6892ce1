"""The GraphQL Storefront API, as far as this project uses it: a handful of operations, checked as the real one checks.

It is no GraphQL engine: named fragments, directives, default values and introspection are left out.
"""
