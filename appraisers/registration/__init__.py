"""The certificate of an appraiser in time: acts by document, the day asked for, papers, programs."""
