"""The shop's own views: cart, checkout and account. Catalog pages live in the page tree."""
