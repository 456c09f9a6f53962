"""The verifiable draw (commitment, seed, ranking, proof) as pure functions, without tables or pages of its own.

Empty until the double-random inspections are built; the step of the staircase is reserved here so that
`governance.inspections` can stand on it.
"""
