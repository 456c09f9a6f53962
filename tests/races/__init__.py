"""Many who do the same at the same moment: every verb of the portal has one effect then.

`scenes` says of each verb how such a race is set up; `test_of_many_one_does` runs it with eight racers,
`tests/proofs/test_races.py` with sixteen, fifty times; `test_inventory` keeps the list whole.
"""
