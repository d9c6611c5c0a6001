"""What pages show: frozen values made from the record before a template sees them."""
