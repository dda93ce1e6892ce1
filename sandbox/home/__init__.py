"""Pages of the demonstration site that are not the shop's."""
