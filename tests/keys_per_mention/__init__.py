"""How many keys an analyst needs for each mention that is saved."""
