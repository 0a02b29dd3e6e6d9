"""Everything of Variorum that needs no screen: the model, the desk file, text, formats."""
