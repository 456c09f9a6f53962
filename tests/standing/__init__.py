"""Scope, accreditation, restriction, renewal and expiry: what an institution or an appraiser may do today."""
