"""What visitors meet. Catalog pages render from the database alone: nothing asks BigCommerce while one is made."""
