"""How good the records are: gold, agreement with it, figures, and the gate that holds them.

`gold` reads and checks gold files, `agreement` says when two mentions, values or facts are the
same, `score` compares records with gold, `tally` holds and prints the figures, `gate` the floors.
"""
